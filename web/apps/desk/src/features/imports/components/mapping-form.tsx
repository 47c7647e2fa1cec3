import { useSpeech } from "@gongdan/i18n/react";
import { isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { useState } from "react";
import { type ImportPlan, type ImportRun, useCheck } from "../api/imports";
import { targetOf } from "../model/mapping";
import { ColumnTable } from "./column-table";
import styles from "./imports.module.css";
import { EntryWays, OrderWays } from "./plan-ways";

/** The columns without which no table is checked. */
const needed = ["/columns/title", "/columns/code", "/columns/name"];

/** Which column is what, guessed by its name and changed by hand; then every row is checked. */
export function MappingForm({ run }: { readonly run: ImportRun }) {
  const { t, zone } = useSpeech();
  const target = targetOf(run.target);
  const [plan, setPlan] = useState<ImportPlan>({ ...run.plan, zone });
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
      {target === "orders" ? <OrderWays plan={plan} onChange={setPlan} /> : <EntryWays target={target} plan={plan} onChange={setPlan} />}
      <ColumnTable run={run} plan={plan} onChange={setPlan} />
      {target === "orders" && !plan.columns?.key && <p className={styles.quiet}>{t("imports.no.key")}</p>}
      {needed.map((at) => wrongAt(check.error, at) && <p key={at} role="alert">{wrongAt(check.error, at)}</p>)}
      {check.error && !isSaidAt(check.error, needed) && <ProblemNote error={check.error} />}
      <div className={styles.acts}>
        <Button type={run.state === "checked" ? "default" : "primary"} htmlType="submit" loading={check.isPending} disabled={checkedSo}>
          {t(run.state === "draft" ? "imports.check" : "imports.check.again")}
        </Button>
        <span className={styles.quiet}>{t("imports.check.detail")}</span>
      </div>
    </form>
  );
}
