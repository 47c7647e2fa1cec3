import type { Field } from "@gongdan/flow-model/bundle";
import type { Words } from "@gongdan/flow-model/words";
import { bag, list } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input } from "antd";
import { setChoices } from "../../model/form-edits";
import styles from "./form-designer.module.css";

interface Props {
  readonly field: Field;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Field>) => void;
}

const languages = ["zh", "en"] as const;

/** What can be chosen, in both languages; the values that are kept stay whatever their words become. */
export function ChoicesEdit({ field, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const values = list(field.schema["enum"] ?? bag(field.schema["items"])["enum"]).map(String);
  const words: Readonly<Record<string, Words>> = Object.fromEntries(values.map((value) => [value, field.options?.[value] ?? { zh: value, en: value }]));
  const put = (next: Readonly<Record<string, Words>>) => onChange(setChoices(field, next));
  const add = () => {
    let count = values.length + 1;
    while (values.includes(`c${count}`)) count += 1;
    put({ ...words, [`c${count}`]: { zh: "", en: "" } });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("fd.p.choices")}</legend>
      {values.map((value) => (
        <div key={value} className={styles.choice}>
          {languages.map((language) => (
            <Input
              key={language}
              size="small"
              lang={language}
              aria-label={`${t("fd.p.choice.word")} ${value} · ${t(`studio.language.${language}`)}`}
              value={words[value]?.[language] ?? ""}
              disabled={readOnly}
              maxLength={80}
              onChange={({ target }) => put({ ...words, [value]: { ...words[value], [language]: target.value } })}
            />
          ))}
          {!readOnly && values.length > 1 && (
            <Button type="text" size="small" aria-label={t("fd.p.choice.remove", { choice: value })} onClick={() => put(Object.fromEntries(Object.entries(words).filter(([each]) => each !== value)))}>
              ×
            </Button>
          )}
        </div>
      ))}
      {!readOnly && <Button size="small" onClick={add}>{t("fd.p.choice.add")}</Button>}
    </fieldset>
  );
}
