import { useSpeech } from "@gongdan/i18n/react";
import type { ImportRun } from "../api/imports";
import styles from "./imports.module.css";

/** How far the worker is, and what came of the rows so far. */
export function ImportProgress({ run }: { readonly run: ImportRun }) {
  const { t } = useSpeech();
  const { state, seen, rows, made, changed, known, refused, target, plan } = run;
  const working = state === "checking" || state === "running";
  const would = state === "checking" || state === "checked";
  const counts = [
    [t(would ? "imports.would" : "imports.made"), made],
    ...(target !== "orders" && plan.existing === "update" ? [[t(would ? "imports.would.change" : "imports.changed"), changed] as const] : []),
    [t("imports.known"), known],
    [t("imports.refused"), refused],
  ] as const;
  return (
    <section className={styles.form} aria-label={t("imports.progress")}>
      {working && (
        <div className={styles.bar}>
          <progress aria-label={t("imports.progress")} max={rows} value={seen} />
          <p className={styles.quiet} role="status">
            {t(state === "checking" ? "imports.checking" : "imports.running", { seen, rows })}
          </p>
        </div>
      )}
      <dl className={styles.counts}>
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
