import type { ReactNode } from "react";
import styles from "./mark.module.css";

interface Props {
  readonly tone: "quiet" | "info" | "good" | "warn" | "broken";
  readonly children: ReactNode;
}

/** A word that says how something stands. */
export function Mark({ tone, children }: Props) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}
