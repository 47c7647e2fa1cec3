import type { Bundle, Notice } from "@gongdan/flow-model/bundle";
import type { Words } from "@gongdan/flow-model/words";
import examples from "@gongdan/flow-model/examples.json";
import { exampleOf, filled, orderNames, tellable, withPlace } from "@gongdan/flow-model/notices";
import { stepsOf } from "@gongdan/flow-model/steps";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Input, Select } from "antd";
import { useRef } from "react";
import { stepName } from "../../model/notice-words";
import styles from "./notices.module.css";

interface Props {
  readonly bundle: Bundle;
  readonly notice: Notice;
  readonly readOnly: boolean;
  readonly onChange: (text: Words) => void;
}

/** The words in both languages, each with fields put in by picking, and how they read for an example order. */
export function NoticeText({ bundle, notice, readOnly, onChange }: Props) {
  const { t, locale } = useSpeech();
  // where the caret stood last in each text; one that was never in focus takes what is put in at its end
  const carets = useRef<Partial<Record<string, readonly [number, number]>>>({});
  const languages = locale === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const);
  const named: { value: string; label: string }[] = orderNames.map((value) => ({ value, label: t(`notices.name.${value}`) }));
  const fields = tellable(bundle).map(([value, { title }]) => ({ value, label: wordsOf(title, locale) || value }));
  return (
    <section className={styles.group} aria-label={t("notices.text")}>
      <h3>{t("notices.text")}</h3>
      <p className={styles.quiet}>{t("notices.text.internal")}</p>
      {languages.map((language) => {
        const text = notice.text[language] ?? "";
        const write = (next: string) => onChange({ ...notice.text, [language]: next });
        return (
          <FormRow key={language} label={t(`studio.language.${language}`)}>
            {(bound) => (
              <>
                <Input.TextArea {...bound} lang={language} rows={3} maxLength={500} value={text} disabled={readOnly} onChange={({ target }) => write(target.value)}
                  onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => { carets.current[language] = [selectionStart, selectionEnd]; }} />
                {!readOnly && (
                  <Select<string | null> aria-label={t("notices.insert", { language: t(`studio.language.${language}`) })} placeholder={t("notices.insert.here")} value={null} size="small"
                    getPopupContainer={besidePage} showSearch={{ optionFilterProp: "label" }}
                    options={[{ label: t("notices.names.order"), options: named }, ...(fields.length > 0 ? [{ label: t("fields.part"), options: fields }] : [])]}
                    onChange={(name) => {
                      const [from, to] = carets.current[language] ?? [text.length, text.length];
                      if (name) write(withPlace(text, name, from, to));
                    }} />
                )}
                <p className={styles.preview} lang={language}>
                  <span className={styles.quiet}>{t("notices.preview")}</span> {filled(text, example(bundle, notice, language)) || t("notices.text.none")}
                </p>
              </>
            )}
          </FormRow>
        );
      })}
    </section>
  );
}

/** An order that nobody has: its number, its title, the step that is meant, the first way it can come out. */
function example(bundle: Bundle, { node = "", outcome = "" }: Notice, language: "zh" | "en"): Readonly<Record<string, string>> {
  const step = node || (stepsOf(bundle.flow)[0]?.[0] ?? "");
  const outcomes = bundle.flow.nodes[step]?.outcomes ?? {};
  const how = outcome || (Object.keys(outcomes)[0] ?? "");
  return {
    ...Object.fromEntries(tellable(bundle).map(([name, field]) => [name, exampleOf(field, language)])),
    number: "000123",
    title: examples.title[language],
    step: stepName(bundle, step, language),
    outcome: wordsOf(outcomes[how]?.title, language) || how || "–",
  };
}
