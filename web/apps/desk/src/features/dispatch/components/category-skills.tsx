import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Category, useSetSkills } from "../api/dispatch";
import { readSkills, skillWords } from "../model/skill-words";
import styles from "./policy-form.module.css";

/** Which skills each category takes, as words with a level, and how long its work usually lasts. */
export function CategorySkills({ categories }: { readonly categories: readonly Category[] }) {
  const { t } = useSpeech();
  return (
    <Panel title={t("policy.categories")}>
      <p className={styles.quiet}>{t("policy.categories.hint")}</p>
      {categories.map((category) => (
        <SkillsForm key={`${category.key} ${category.minutes} ${skillWords(category.skills).join()}`} category={category} />
      ))}
    </Panel>
  );
}

function SkillsForm({ category }: { readonly category: Category }) {
  const { t, locale } = useSpeech();
  const tell = useTell();
  const save = useSetSkills();
  const before = skillWords(category.skills);
  const [words, setWords] = useState<readonly string[]>(before);
  const name = category.name[locale] ?? category.key;
  const [minutes, setMinutes] = useState(category.minutes === 0 ? "" : String(category.minutes));
  const changed = words.join() !== before.join() || Number(minutes) !== category.minutes;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ category, skills: readSkills(words), minutes: Number(minutes) }, { onSuccess: () => { tell(t("policy.skills.saved", { name })); } });
  };
  return (
    <form onSubmit={submit} aria-label={`${t("policy.skills")}: ${name}`} noValidate>
      <FormRow label={name} hint={changed ? t("policy.skills.hint") : undefined}>
        {(bound) => (
          <Select
            {...bound}
            mode="tags"
            open={false}
            suffix={null}
            tokenSeparators={[",", "，", "、"]}
            value={[...words]}
            onChange={(next: string[]) => { setWords(skillWords(readSkills(next))); }}
          />
        )}
      </FormRow>
      <FormRow label={t("policy.minutes", { name })} optional error={wrongAt(save.error, "/minutes")}>
        {(bound) => <Input {...bound} inputMode="numeric" value={minutes} onChange={({ target }) => { setMinutes(target.value.replace(/\D/g, "").slice(0, 4)); }} />}
      </FormRow>
      {save.error && <ProblemNote error={save.error} />}
      {changed && (
        <Button htmlType="submit" type="primary" loading={save.isPending}>
          {t("policy.save")}
        </Button>
      )}
    </form>
  );
}
