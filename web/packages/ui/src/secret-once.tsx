import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useRef, useState } from "react";
import { Note } from "./note";
import styles from "./secret-once.module.css";

interface Props {
  /** What it is: "API key of ...". */
  readonly title: string;
  readonly secret: string;
}

/** A secret that is shown here and never again, with a button that copies it. */
export function SecretOnce({ title, secret }: Props) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // a page without the right to write to the clipboard (plain HTTP): the text is chosen, Ctrl+C does the rest
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  };
  return (
    <Note tone="warn" title={title}>
      <p className={styles.line}>
        <code ref={shown} className={styles.secret}>
          {secret}
        </code>
        <Button onClick={() => void copy()}>{t(copied ? "parts.copied" : "parts.copy")}</Button>
      </p>
      <p>{t("parts.once")}</p>
    </Note>
  );
}
