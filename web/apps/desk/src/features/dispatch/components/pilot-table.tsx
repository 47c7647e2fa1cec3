import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import type { PilotCategory } from "../api/pilots";
import { inPercent, percent } from "../model/shares";
import styles from "./pilot-card.module.css";

/** What would come of each threshold, with ranges; where nobody has judged, nothing is claimed. */
export function PilotTable({ found, name }: { readonly found: PilotCategory; readonly name: string }) {
  const { t } = useSpeech();
  return (
    <details>
      <summary className={styles.more}>{t("pilot.table")}</summary>
      <div className={styles.table}>
        <DataTable
          label={t("pilot.table.label", { name })}
          rows={found.at}
          rowKey={({ threshold }) => String(threshold)}
          empty={null}
          columns={[
            { key: "at", title: t("pilot.table.at"), cell: ({ threshold }) => `${percent(threshold)} %` },
            { key: "covered", title: t("pilot.table.covered"), cell: ({ covered }) => t("pilot.share", inPercent(covered)) },
            { key: "right", title: t("pilot.table.right"), cell: ({ right }) => (right.of === 0 ? t("pilot.table.unjudged") : t("pilot.share", inPercent(right))) },
            { key: "of", title: t("pilot.table.of"), cell: ({ right }) => right.of },
          ]}
        />
      </div>
    </details>
  );
}
