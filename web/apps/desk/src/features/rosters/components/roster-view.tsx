import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useSmall } from "@gongdan/ui/use-small";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import { Link } from "react-router";
import { isSearching, type Roster, rosterQuery } from "../api/rosters";
import { spanText } from "../model/days";
import { boardOf, type Cell, stepFrom } from "../model/grid";
import { useEditing } from "./use-editing";
import { CellPanel } from "./cell-panel";
import { DayList } from "./day-list";
import { GapList } from "./gap-list";
import { HeatPanel } from "./heat-panel";
import { RosterActs } from "./roster-acts";
import { RosterGrid } from "./roster-grid";
import { RosterState } from "./roster-state";

/** One roster: who works when, what is short and why, and what can be done with it. */
export function RosterView({ id, mayChange }: { readonly id: string; readonly mayChange: boolean }) {
  const { t, locale } = useSpeech();
  const found = useQuery(rosterQuery(id));
  const roster = found.data;
  const title = roster ? spanText(locale, roster.first, roster.days) : t("roster.title");
  if (roster?.people.length) return <Board roster={roster} title={title} mayChange={mayChange} />;
  return (
    <PageFrame title={title} back={<Link to="/rosters">{t("roster.back")}</Link>}>
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {roster && <RosterState roster={roster} mayChange={mayChange} />}
    </PageFrame>
  );
}

interface Props {
  readonly roster: Roster;
  readonly title: string;
  readonly mayChange: boolean;
}

function Board({ roster, title, mayChange }: Props) {
  const { t } = useSpeech();
  const isSmall = useSmall();
  const [cell, setCell] = useState<Cell>();
  const board = useMemo(() => boardOf(roster), [roster]);
  const editing = useEditing(roster, board);
  const mayEdit = mayChange && roster.state === "draft" && !isSearching(roster);
  const choose = (next: Cell | undefined) => {
    editing.forget();
    setCell(next);
  };
  const press = (event: KeyboardEvent<HTMLElement>, at: Cell) => {
    const next = stepFrom(roster, at, event.key);
    const isEdit = !next && mayEdit && !event.ctrlKey && !event.metaKey && editing.press(event.key, at);
    if (next) choose(next);
    else if (isEdit) setCell(at); // what is in the way is said in its panel
    if (next || isEdit) event.preventDefault();
  };
  const shared = { roster, board, cell, onChoose: choose };
  return (
    <PageFrame
      title={title}
      back={<Link to="/rosters">{t("roster.back")}</Link>}
      acts={mayChange && <RosterActs roster={roster} onUndo={editing.undo} />}
    >
      <RosterState roster={roster} mayChange={mayChange} />
      {isSmall ? <DayList {...shared} /> : <RosterGrid {...shared} onPress={press} />}
      {cell && <CellPanel roster={roster} board={board} cell={cell} mayEdit={mayEdit} editing={editing} onClose={() => { choose(undefined); }} />}
      <GapList roster={roster} />
      <HeatPanel roster={roster} />
    </PageFrame>
  );
}
