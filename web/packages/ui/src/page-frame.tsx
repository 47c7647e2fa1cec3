import type { ReactNode } from "react";
import styles from "./page-frame.module.css";

interface Props {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly detail?: string;
  /** The way back, where the page stands below another. */
  readonly back?: ReactNode;
  /** What can be done with the page as a whole; the first act stands first. */
  readonly acts?: ReactNode;
  /** "text" for forms and words, "wide" for tables. */
  readonly width?: "text" | "wide";
  readonly children: ReactNode;
}

/** One page that scrolls by itself: its name, what it is for, its acts, and what stands on it. */
export function PageFrame({ title, detail, back, acts, width = "wide", children }: Props) {
  return (
    <div className={styles.scroll}>
      <div className={styles.page} data-width={width}>
        {back && <p className={styles.back}>{back}</p>}
        <header className={styles.head}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {detail && <p className={styles.detail}>{detail}</p>}
          </div>
          {acts && <div className={styles.acts}>{acts}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
