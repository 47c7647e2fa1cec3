import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { type Plan, usePlanAct } from "../api/day-plans";
import type { Rows } from "../model/rows";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly mayPlan: boolean;
}

/** What has changed since a plan was made, and the act that takes it up. */
export function Stale({ plan, rows, mayPlan }: Props) {
  const { t, list } = useSpeech();
  const act = usePlanAct(plan);
  const lost = plan.routes.filter((route) => route.lost).map(({ user }) => rows.names.get(user) ?? "");
  const changed = plan.orders.filter(({ change }) => change !== "" && (plan.state === "draft" || change !== "ended"));
  if (lost.length === 0 && changed.length === 0 && plan.fresh === 0) return null;
  return (
    <Note tone={lost.length > 0 || changed.length > 0 ? "warn" : "info"} title={t("dayplan.stale")}>
      {lost.length > 0 && <p>{t("dayplan.stale.lost", { names: list(lost) })}</p>}
      {changed.length > 0 && <p>{t("dayplan.stale.changed", { n: changed.length, numbers: list(changed.map(({ number }) => number)) })}</p>}
      {plan.fresh > 0 && <p>{t("dayplan.stale.fresh", { n: plan.fresh })}</p>}
      {act.error && <ProblemNote error={act.error} />}
      {mayPlan && (
        <div className={styles.acts}>
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ act: "replan" })}>
            {t("dayplan.replan")}
          </Button>
          <span className={styles.quiet}>{t("dayplan.replan.hint")}</span>
        </div>
      )}
    </Note>
  );
}
