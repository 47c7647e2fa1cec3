import { ProblemNote } from "@gongdan/ui/problem-note";
import { useSmall } from "@gongdan/ui/use-small";
import { useMemo, useRef, useState } from "react";
import type { Board, Move, Plan } from "../api/day-plans";
import { rowsOf, staysWith } from "../model/rows";
import { Changes } from "./changes";
import { DayList } from "./day-list";
import { DropHint } from "./drop-hint";
import { Gantt } from "./gantt";
import { LaneSheet } from "./lane-sheet";
import { Loads } from "./loads";
import { type BoardParts, MoveSheet } from "./move-sheet";
import { PlanActs } from "./plan-acts";
import { PlanMap } from "./plan-map";
import { PlanSums } from "./plan-sums";
import { Stale } from "./stale";
import { Tray } from "./tray";
import { useDrag } from "./use-drag";
import { useMoving } from "./use-moving";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly unit: string;
  readonly mayPlan: boolean;
  readonly parts: BoardParts;
}

/** One plan: what it comes to, who does what when, what is with nobody, and what can be done with it. */
export function PlanView({ board, plan, unit, mayPlan, parts }: Props) {
  const rows = useMemo(() => rowsOf(plan), [plan]);
  const [open, setOpen] = useState("");
  const [person, setPerson] = useState("");
  const moving = useMoving(plan, rows);
  const phone = useSmall();
  const chart = useRef<SVGSVGElement>(null);
  const tray = useRef<HTMLElement>(null);
  const editable = mayPlan && plan.state === "draft";
  const drop = (move: Move) => {
    if (!staysWith(rows, move)) moving.move(move);
  };
  const drag = useDrag({ plan, chart, tray, enabled: editable, onDrop: drop });
  const shared = { plan, rows, drag, onOpen: setOpen };
  const lane = plan.routes.find(({ user }) => user === person);
  return (
    <>
      <PlanActs board={board} plan={plan} rows={rows} unit={unit} mayPlan={mayPlan} />
      {moving.error !== null && <ProblemNote error={moving.error} />}
      {moving.question}
      <Stale plan={plan} rows={rows} mayPlan={mayPlan} />
      <PlanSums plan={plan} />
      <div className={styles.grid}>
        <div className={styles.main}>
          {phone ? <DayList {...shared} onPerson={setPerson} /> : <Gantt {...shared} board={board} chart={chart} onPerson={setPerson} />}
          <Changes plan={plan} rows={rows} />
          <Loads plan={plan} />
        </div>
        <div className={styles.aside}>
          <Tray {...shared} tray={tray} />
          <PlanMap plan={plan} />
        </div>
      </div>
      <DropHint plan={plan} rows={rows} move={drag.move} dragging={drag.order !== ""} />
      {open && <MoveSheet key={open} plan={plan} rows={rows} order={open} editable={editable} Needs={mayPlan ? parts.Needs : undefined} onClose={() => setOpen("")} />}
      {lane && <LaneSheet key={person} board={board} plan={plan} route={lane} mayPlan={mayPlan} mayRecord={parts.mayRecord} onClose={() => setPerson("")} />}
    </>
  );
}
