import { ProblemNote } from "@gongdan/ui/problem-note";
import { useSmall } from "@gongdan/ui/use-small";
import { useMemo, useRef, useState } from "react";
import { type Board, type Move, type Plan, usePlanAct } from "../api/day-plans";
import { rowsOf, staysWith } from "../model/rows";
import { Changes } from "./changes";
import { DayList } from "./day-list";
import { DropHint } from "./drop-hint";
import { Gantt } from "./gantt";
import { MoveSheet } from "./move-sheet";
import { PlanActs } from "./plan-acts";
import { PlanMap } from "./plan-map";
import { PlanSums } from "./plan-sums";
import { Stale } from "./stale";
import { Tray } from "./tray";
import { useDrag } from "./use-drag";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly unit: string;
  readonly mayPlan: boolean;
}

/** One plan: what it comes to, who does what when, what is with nobody, and what can be done with it. */
export function PlanView({ board, plan, unit, mayPlan }: Props) {
  const rows = useMemo(() => rowsOf(plan), [plan]);
  const [open, setOpen] = useState("");
  const act = usePlanAct(plan);
  const phone = useSmall();
  const chart = useRef<SVGSVGElement>(null);
  const tray = useRef<HTMLElement>(null);
  const editable = mayPlan && plan.state === "draft";
  const drop = (move: Move) => {
    if (!staysWith(rows, move)) act.mutate({ act: "move", move });
  };
  const drag = useDrag({ plan, chart, tray, enabled: editable, onDrop: drop });
  const shared = { plan, rows, drag, onOpen: setOpen };
  return (
    <>
      <PlanActs board={board} plan={plan} rows={rows} unit={unit} mayPlan={mayPlan} />
      {act.error && <ProblemNote error={act.error} />}
      <Stale plan={plan} rows={rows} mayPlan={mayPlan} />
      <PlanSums plan={plan} />
      <div className={styles.grid}>
        <div className={styles.main}>
          {phone ? <DayList {...shared} /> : <Gantt {...shared} board={board} chart={chart} />}
          <Changes plan={plan} rows={rows} />
        </div>
        <div className={styles.aside}>
          <Tray {...shared} tray={tray} />
          <PlanMap plan={plan} />
        </div>
      </div>
      <DropHint plan={plan} rows={rows} move={drag.move} dragging={drag.order !== ""} />
      {open && <MoveSheet key={open} plan={plan} rows={rows} order={open} editable={editable} onClose={() => setOpen("")} />}
    </>
  );
}
