import { useSpeech } from "@gongdan/i18n/react";
import { type Pen, penOn } from "@gongdan/upload/pen";
import { useEffect, useRef } from "react";
import styles from "./sign.module.css";

interface Props {
  /** Hears which pen is on the field, and when there is none any more. */
  readonly onPen: (pen: Pen | undefined) => void;
  readonly onDrawn: () => void;
}

/** The white field for a signature. */
export function SignatureSheet({ onPen, onDrawn }: Props) {
  const { t } = useSpeech();
  const sheet = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!sheet.current) return undefined;
    const made = penOn(sheet.current, onDrawn);
    onPen(made);
    return () => {
      made.stop();
      onPen(undefined);
    };
  }, [onPen, onDrawn]);
  return (
    <div>
      <canvas ref={sheet} className={styles.sheet} role="img" aria-label={t("sign.sheet")} />
      <p className={styles.quiet}>{t("sign.sheet.hint")}</p>
    </div>
  );
}
