import type { ReactNode } from "react";
import styles from "./note.module.css";

interface Props {
  readonly tone: "info" | "warn" | "broken" | "good";
  readonly title: string;
  /** Whether it is read out at once. */
  readonly urgent?: boolean;
  readonly children?: ReactNode;
}

/** A quiet box that says one thing. */
export function Note({ tone, title, urgent = false, children }: Props) {
  return (
    <section className={styles.note} data-tone={tone} role={urgent ? "alert" : "status"}>
      <p className={styles.title}>{title}</p>
      {children}
    </section>
  );
}
