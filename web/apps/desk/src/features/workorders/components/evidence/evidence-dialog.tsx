import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./evidence-dialog.module.css";

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it holds the focus, gives it back, and writes no style that the page's policy forbids. */
export function EvidenceDialog({ title, wide = false, onClose, onKeyDown, children }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={wide ? `${styles.dialog} ${styles.wide}` : styles.dialog} aria-labelledby={id} onClose={onClose} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button type="text" onClick={() => dialog.current?.close()}>
          {t("evidence.close")}
        </Button>
      </div>
      {children}
    </dialog>
  );
}
