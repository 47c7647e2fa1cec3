import type { BulkRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import styles from "./bulk-bar.module.css";

interface Props {
  readonly results: readonly BulkRow[];
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** What came of each order: done, or why not and what to do next. */
export function BulkResults({ results, onRetry, onClose }: Props) {
  const { t } = useSpeech();
  const others = results.filter(({ ending }) => ending !== "done");
  const done = results.length - others.length;
  return (
    <div className={styles.results} role="status">
      <strong>{t("bulk.done", { done, all: results.length })}</strong>
      <ul aria-label={t("bulk.results")}>
        {results.map(({ order, number, ending, detail, next }) => (
          <li key={order} data-done={ending === "done"}>
            <span>{number}</span> {ending === "done" ? t("bulk.row.done") : [detail, next].filter(Boolean).join(" ")}
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        {others.length > 0 && <Button size="small" onClick={() => { onRetry(others.map(({ order }) => order)); }}>{t("bulk.retry", { n: others.length })}</Button>}
        <Button size="small" onClick={onClose}>{t("bulk.close")}</Button>
      </div>
    </div>
  );
}
