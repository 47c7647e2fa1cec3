import { useSpeech } from "@gongdan/i18n/react";
import styles from "./outcome-mark.module.css";

interface Props {
  readonly outcome: string;
  readonly reason: string;
}

/** How a deed ended, as a shape and a word; beside it why it was not done. */
export function OutcomeMark({ outcome, reason }: Props) {
  const { word } = useSpeech();
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles.shape}>
        <path d={outcome === "done" ? "M2 6.5 5 9.5 10 3" : "M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5"} />
      </svg>
      <span>
        {word("outcome", outcome, "outcome.done")}
        {reason && <span className={styles.reason}>{reason}</span>}
      </span>
    </span>
  );
}
