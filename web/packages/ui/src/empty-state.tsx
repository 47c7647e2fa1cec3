import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

interface Props {
  readonly title: string;
  readonly detail: string;
  readonly children?: ReactNode;
}

/** Says what will stand here and offers the first act (`children`). */
export function EmptyState({ title, detail, children }: Props) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.detail}>{detail}</p>
      {children}
    </div>
  );
}
