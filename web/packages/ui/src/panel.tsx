import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface Props {
  readonly title: string;
  /** How many things stand in it, where that is worth knowing at once. */
  readonly count?: number | undefined;
  /** What can be done with the panel as a whole, at the end of its heading. */
  readonly acts?: ReactNode;
  readonly children?: ReactNode;
}

/** One titled part of a page: a quiet heading, its count and acts, and what stands below. */
export function Panel({ title, count, acts, children }: Props) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
          {count ? <span className={styles.count}>{count}</span> : null}
        </h2>
        {acts}
      </header>
      {children}
    </section>
  );
}
