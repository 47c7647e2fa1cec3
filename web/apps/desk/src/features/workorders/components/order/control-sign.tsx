import styles from "./control-sign.module.css";

/** A control point, as a sign with its words beside it. */
export function ControlSign({ words }: { readonly words: string }) {
  return (
    <span className={styles.control}>
      <span className={styles.sign} aria-hidden="true" />
      {words}
    </span>
  );
}
