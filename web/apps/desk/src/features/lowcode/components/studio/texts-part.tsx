import type { Words } from "@gongdan/flow-model/words";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { useNow } from "@gongdan/ui/use-now";
import { Input } from "antd";
import { numberPreview } from "../../model/lanes";
import type { PartProps } from "../../model/part";
import styles from "./texts-part.module.css";

const languages = ["zh", "en"] as const;
/** The placeholders as they stand in a pattern. */
const placeholders = { year: "{year}", month: "{month}", day: "{day}", n: "{n:06}" };
const standard = "{n:06}";

/** What the order type is called, what it is for, and how its orders are numbered. */
export function TextsPart({ bundle, edit, findings, readOnly }: PartProps) {
  const { t } = useSpeech();
  const now = useNow();
  const numbering = bundle.numbering ?? standard;
  return (
    <div className={styles.page}>
      <h2>{t("studio.part.texts")}</h2>
      <TextInEach
        label={t("studio.texts.title")}
        words={bundle.title}
        readOnly={readOnly}
        onChange={(title) => edit(t("studio.texts.title"), (before) => ({ ...before, title }))}
      />
      <TextInEach
        label={t("studio.texts.description")}
        words={bundle.description ?? {}}
        readOnly={readOnly}
        tall
        onChange={(description) => edit(t("studio.texts.description"), (before) => ({ ...before, description }))}
      />
      <FormRow label={t("studio.texts.numbering")} hint={t("studio.texts.numbering.help", placeholders)}>
        {(bound) => (
          <>
            <Input
              {...bound}
              value={numbering}
              disabled={readOnly}
              maxLength={60}
              onChange={({ target }) => edit(t("studio.texts.numbering"), (before) => ({ ...before, numbering: target.value }))}
            />
            <p className={styles.sample}>{t("types.numbering", { number: numberPreview(numbering, now) })}</p>
          </>
        )}
      </FormRow>
      {findings.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.fault}>
          {each.what} {each.mend}
        </p>
      ))}
    </div>
  );
}

interface EachProps {
  readonly label: string;
  readonly words: Words;
  readonly readOnly: boolean;
  readonly tall?: boolean;
  readonly onChange: (words: Words) => void;
}

/** One text in both languages, side by side. */
function TextInEach({ label, words, readOnly, tall = false, onChange }: EachProps) {
  const { t } = useSpeech();
  const Control = tall ? Input.TextArea : Input;
  return (
    <fieldset className={styles.pair}>
      <legend>{label}</legend>
      {languages.map((language) => (
        <FormRow key={language} label={t(`studio.language.${language}`)}>
          {(bound) => (
            <Control
              {...bound}
              lang={language}
              value={words[language] ?? ""}
              disabled={readOnly}
              maxLength={tall ? 1000 : 200}
              onChange={({ target }: { readonly target: { readonly value: string } }) => onChange({ ...words, [language]: target.value })}
            />
          )}
        </FormRow>
      ))}
    </fieldset>
  );
}
