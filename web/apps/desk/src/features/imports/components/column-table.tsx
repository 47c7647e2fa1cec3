import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { InClear } from "@gongdan/ui/watermark";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type ImportPlan, type ImportRun, sampleQuery } from "../api/imports";
import { isPersonal, type Part, partOf, parts, targetOf, withPart } from "../model/mapping";
import styles from "./imports.module.css";

interface TableProps {
  readonly run: ImportRun;
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}

/** What each column of the table is, beside what stands in its first rows. */
export function ColumnTable({ run, plan, onChange }: TableProps) {
  const { t } = useSpeech();
  const sample = useQuery(sampleQuery(run.id, run.plan.columns));
  return (
    <>
      {isPersonal(plan.columns) && <InClear />}
      <DataTable
        label={t("imports.mapping")}
        columns={[
          { key: "column", title: t("imports.column"), cell: (column) => column },
          {
            key: "part",
            title: t("imports.part"),
            cell: (column) => (
              <div className={styles.part}>
                <Select
                  className={styles.part ?? ""}
                  aria-label={t("imports.part.of", { column })}
                  allowClear
                  getPopupContainer={besideField}
                  placeholder={t("imports.part.none")}
                  value={partOf(plan.columns, column) ?? null}
                  options={parts[targetOf(run.target)].map((value) => ({ value, label: t(`importpart.${value}`) }))}
                  onChange={(part: Part | null | undefined) => onChange({ ...plan, columns: withPart(plan.columns, column, part ?? undefined) })}
                />
              </div>
            ),
          },
          { key: "sample", title: t("imports.sample"), cell: (column) => <span className={styles.sample}>{told(sample.data, run.columns.indexOf(column))}</span> },
        ]}
        rows={run.columns}
        rowKey={(column) => column}
        empty={null}
      />
    </>
  );
}

function told(rows: readonly (readonly string[])[] | undefined, place: number): string {
  return (rows ?? []).map((row) => row[place]).filter(Boolean).join(" · ");
}
