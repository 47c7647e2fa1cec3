import type { Words } from "@gongdan/flow-model/words";
import { useSpeech } from "@gongdan/i18n/react";
import { Input } from "antd";
import styles from "./node.module.css";

interface Props {
  readonly label: string;
  readonly words: Words;
  readonly readOnly: boolean;
  readonly onChange: (words: Words) => void;
}

/** A name in both languages, the reader's first. */
export function WordsRow({ label, words, readOnly, onChange }: Props) {
  const { t, locale } = useSpeech();
  const languages = locale === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const);
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {languages.map((language) => (
        <Input
          key={language}
          lang={language}
          aria-label={t("tree.words", { label, language: t(`tree.language.${language}`) })}
          prefix={<span className={styles.quiet}>{t(`tree.language.${language}`)}</span>}
          value={words[language] ?? ""}
          disabled={readOnly}
          maxLength={60}
          onChange={({ target }) => onChange({ ...words, [language]: target.value })}
        />
      ))}
    </fieldset>
  );
}
