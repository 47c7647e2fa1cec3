import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useSearchParams } from "react-router";
import { type Asked, boardQuery } from "../api/day-plans";
import { DayBoard } from "./day-board";
import { DayChoice } from "./day-choice";
import type { BoardParts } from "./move-sheet";

interface Props extends Pick<BoardParts, "Needs"> {
  readonly me: Me;
}

/** The day plan: one day of everybody, or of a team. */
export function DayPlanPage({ me, Needs }: Props) {
  const { t } = useSpeech();
  const [params, setParams] = useSearchParams();
  const asked: Asked = { day: params.get("day") ?? "", unit: params.get("unit") ?? "" };
  const found = useQuery(boardQuery(asked));
  const board = found.data;
  const choose = (change: Partial<Asked>) => {
    const next = { ...asked, ...change };
    setParams({ ...(next.day && { day: next.day }), ...(next.unit && { unit: next.unit }) }, { replace: true });
  };
  return (
    <PageFrame title={t("dayplan.title")} detail={t("dayplan.detail")} acts={<DayChoice asked={asked} board={board} onChoose={choose} />}>
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {board && <DayBoard key={`${board.day} ${asked.unit}`} board={board} unit={asked.unit} mayPlan={me.actions.includes("order.assign")} parts={{ Needs, mayRecord: me.actions.includes("absence.record") }} />}
    </PageFrame>
  );
}
