import { useSpeech } from "@gongdan/i18n/react";
import { SideSheet } from "@gongdan/ui/side-sheet";
import type { Board, Plan, Route } from "../api/day-plans";
import { Carried } from "./carried";
import { LaneAbsence } from "./lane-absence";
import { useRowWords } from "./use-row-words";
import styles from "./day-plan.module.css";

interface Props {
  readonly board: Board;
  readonly plan: Plan;
  readonly route: Route;
  readonly mayPlan: boolean;
  readonly mayRecord: boolean;
  readonly onClose: () => void;
}

/** One person's day: what has to be loaded, and what becomes of it when they are away. */
export function LaneSheet({ board, plan, route, mayPlan, mayRecord, onClose }: Props) {
  const { t } = useSpeech();
  const words = useRowWords(route);
  const { parts, tools, name, person } = route;
  const nothing = parts.length === 0 && tools.length === 0;
  return (
    <SideSheet title={t("dayplan.lane.title", { name })} open onClose={onClose}>
      <div className={styles.sheet}>
        <p className={styles.quiet}>{words}</p>
        <div>
          <h3 className={styles.sheetTitle}>{t("dayplan.load")}</h3>
          {nothing ? <p className={styles.quiet}>{t("dayplan.load.none")}</p> : <Carried parts={parts} tools={tools} />}
        </div>
        {mayRecord && person !== null && <LaneAbsence board={board} plan={plan} route={route} person={person} mayPlan={mayPlan} />}
      </div>
    </SideSheet>
  );
}
