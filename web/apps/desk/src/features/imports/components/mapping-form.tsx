import { besideField } from "@gongdan/forms/antd/control";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { InClear } from "@gongdan/ui/watermark";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { type ImportPlan, type ImportRun, kindsQuery, sampleQuery, useCheck } from "../api/imports";
import { type Part, partOf, parts, withPart } from "../model/mapping";
import styles from "./imports.module.css";

const stages = ["accept", "execute", "verify", "archived"] as const;

/** Which column is what, guessed by its name and changed by hand; then every row is checked. */
export function MappingForm({ run }: { readonly run: ImportRun }) {
  const { t, locale, zone } = useSpeech();
  const [plan, setPlan] = useState<ImportPlan>({ ...run.plan, zone });
  const kinds = useQuery(kindsQuery);
  const check = useCheck(run.id);
  const checkedSo = run.state !== "draft" && JSON.stringify(plan) === JSON.stringify(run.plan);
  return (
    <form
      className={styles.form}
      aria-label={t("imports.mapping")}
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate(plan);
      }}
    >
      <div className={styles.pair}>
        <FormRow label={t("imports.kind")}>
          {(bound) => (
            <Select
              {...bound}
              getPopupContainer={besideField}
              value={plan.type ?? null}
              options={(kinds.data ?? []).map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }))}
              onChange={(type: string | null) => type && setPlan({ ...plan, type })}
            />
          )}
        </FormRow>
        <FormRow label={t("imports.stage")} hint={t("imports.stage.hint")}>
          {(bound) => (
            <Select
              {...bound}
              getPopupContainer={besideField}
              value={plan.stage ?? null}
              options={stages.map((value) => ({ value, label: t(`importstage.${value}`) }))}
              onChange={(stage: (typeof stages)[number] | null) => stage && setPlan({ ...plan, stage })}
            />
          )}
        </FormRow>
      </div>
      <ColumnTable run={run} plan={plan} onChange={setPlan} />
      {!plan.columns?.key && <p className={styles.quiet}>{t("imports.no.key")}</p>}
      {wrongAt(check.error, "/columns/title") && <p role="alert">{wrongAt(check.error, "/columns/title")}</p>}
      {check.error && !isSaidAt(check.error, ["/columns/title"]) && <ProblemNote error={check.error} />}
      <div className={styles.acts}>
        <Button type={run.state === "checked" ? "default" : "primary"} htmlType="submit" loading={check.isPending} disabled={checkedSo}>
          {t(run.state === "draft" ? "imports.check" : "imports.check.again")}
        </Button>
        <span className={styles.quiet}>{t("imports.check.detail")}</span>
      </div>
    </form>
  );
}

interface TableProps {
  readonly run: ImportRun;
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}

function ColumnTable({ run, plan, onChange }: TableProps) {
  const { t } = useSpeech();
  const sample = useQuery(sampleQuery(run.id));
  const personal = parts.some((part) => part.startsWith("contact_") && plan.columns?.[part]);
  return (
    <>
      {personal && <InClear />}
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
                  options={parts.map((value) => ({ value, label: t(`importpart.${value}`) }))}
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
