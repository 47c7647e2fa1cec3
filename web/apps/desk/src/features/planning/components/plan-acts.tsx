import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { type Board, type Plan, usePlanAct } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { PlanForm } from "./plan-form";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly rows: Rows;
  readonly unit: string;
  readonly mayPlan: boolean;
}

/** What can be done with a plan as a whole. */
export function PlanActs({ board, plan, rows, unit, mayPlan }: Props) {
  const { t, list } = useSpeech();
  const [asks, setAsks] = useState<"" | "publish" | "discard" | "anew">("");
  const refused = Object.keys(plan.refused).map((order) => rows.orders.get(order)?.number ?? "");
  const past = board.day < board.today;
  return (
    <>
      {refused.length > 0 && (
        <Note tone="warn" title={t("dayplan.publish.refused", { n: refused.length })}>
          <p>{t("dayplan.publish.refused.detail", { numbers: list(refused) })}</p>
        </Note>
      )}
      {mayPlan && !past && (
        <div className={styles.acts}>
          {plan.state === "draft" && <DraftActs plan={plan} onPublish={() => setAsks("publish")} onDiscard={() => setAsks("discard")} />}
          {(plan.state === "draft" || board.draft === null) && (
            <Button aria-expanded={asks === "anew"} onClick={() => setAsks(asks === "anew" ? "" : "anew")}>
              {t("dayplan.plan.anew")}
            </Button>
          )}
        </div>
      )}
      {asks === "anew" && <PlanForm day={plan.day} unit={unit} minutes={plan.minutes} again />}
      {asks === "publish" && <Publish plan={plan} rows={rows} onClose={() => setAsks("")} />}
      {asks === "discard" && <Discard plan={plan} onClose={() => setAsks("")} />}
    </>
  );
}

interface DraftProps {
  readonly plan: Plan;
  readonly onPublish: () => void;
  readonly onDiscard: () => void;
}

function DraftActs({ plan, onPublish, onDiscard }: DraftProps) {
  const { t } = useSpeech();
  const tell = useTell();
  const act = usePlanAct(plan);
  const step = (which: "undo" | "redo") => {
    act.mutate({ act: which }, { onSuccess: () => tell(t(which === "undo" ? "dayplan.undone" : "dayplan.redone")) });
  };
  return (
    <>
      <Button type="primary" onClick={onPublish}>
        {t("dayplan.publish")}
      </Button>
      <Button disabled={!plan.can_undo || act.isPending} onClick={() => step("undo")}>
        {t("dayplan.undo")}
      </Button>
      <Button disabled={!plan.can_redo || act.isPending} onClick={() => step("redo")}>
        {t("dayplan.redo")}
      </Button>
      <Button onClick={onDiscard}>{t("dayplan.discard")}</Button>
      {act.error && <ProblemNote error={act.error} />}
    </>
  );
}

interface AskProps {
  readonly plan: Plan;
  readonly onClose: () => void;
}

function Publish({ plan, rows, onClose }: AskProps & { readonly rows: Rows }) {
  const { t } = useSpeech();
  const tell = useTell();
  const act = usePlanAct(plan);
  const given = [...rows.stands].filter(([order, { user, begun }]) => !begun && rows.orders.get(order)?.holder !== user).length;
  const publish = () => {
    const done = () => {
      tell(t("dayplan.publish.done", { n: plan.sums.planned }));
      onClose();
    };
    act.mutate({ act: "publish" }, { onSuccess: done });
  };
  return (
    <ConfirmAct title={t("dayplan.publish.title")} act={t("dayplan.publish")} pending={act.isPending} error={act.error} onConfirm={publish} onClose={onClose}>
      <ul className={styles.summary}>
        <li>{t("dayplan.publish.gives", { n: given })}</li>
        {plan.left.length > 0 && <li>{t("dayplan.publish.left", { n: plan.left.length })}</li>}
        {plan.sums.late > 0 && <li>{t("dayplan.publish.late", { n: plan.sums.late })}</li>}
        {plan.sums.missed > 0 && <li>{t("dayplan.publish.missed", { n: plan.sums.missed })}</li>}
        {plan.sums.overtime > 0 && <li>{t("dayplan.publish.over", { n: Math.round(plan.sums.overtime / 60) })}</li>}
      </ul>
      <p className={styles.quiet}>{t("dayplan.publish.back")}</p>
    </ConfirmAct>
  );
}

function Discard({ plan, onClose }: AskProps) {
  const { t } = useSpeech();
  const tell = useTell();
  const act = usePlanAct(plan);
  const discard = () => act.mutate({ act: "discard" }, { onSuccess: () => tell(t("dayplan.discarded")) });
  return (
    <ConfirmAct title={t("dayplan.discard.title")} act={t("dayplan.discard")} final danger pending={act.isPending} error={act.error} onConfirm={discard} onClose={onClose}>
      <p>{t("dayplan.discard.detail")}</p>
    </ConfirmAct>
  );
}
