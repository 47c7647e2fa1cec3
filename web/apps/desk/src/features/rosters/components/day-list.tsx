import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Roster } from "../api/rosters";
import { dateAt, longDate } from "../model/days";
import { type Board, type Cell, cellKey } from "../model/grid";
import { kindWords } from "../model/names";
import styles from "./day-list.module.css";

interface Props {
  readonly roster: Roster;
  readonly board: Board;
  readonly cell: Cell | undefined;
  readonly onChoose: (cell: Cell) => void;
}

/** On a phone: day by day, who works in which shift, and who is free. */
export function DayList({ roster, board, cell, onChoose }: Props) {
  const { t, locale } = useSpeech();
  const days = Array.from({ length: roster.days }, (_, day) => day).filter((day) => day >= roster.today);
  return days.map((day) => (
    <Panel
      key={day}
      title={longDate(locale, dateAt(roster.first, day))}
      acts={board.short[day] ? <span className={styles.short}>{t("roster.short.n", { n: board.short[day] })}</span> : undefined}
    >
      <Shifts roster={roster} board={board} day={day} chosen={cell?.day === day ? cell.person : ""} onChoose={onChoose} />
    </Panel>
  ));
}

interface ShiftsProps extends Omit<Props, "cell"> {
  readonly day: number;
  readonly chosen: string;
}

function Shifts({ roster, board, day, chosen, onChoose }: ShiftsProps) {
  const speech = useSpeech();
  const kinds = [...roster.kinds.map((kind) => ({ id: kind.id, words: kindWords(speech, kind) })), { id: "", words: speech.t("roster.free") }];
  return (
    <dl className={styles.day}>
      {kinds.map(({ id, words }) => {
        const people = roster.people.filter((person) => (board.duties.get(cellKey({ person: person.id, day }))?.kind ?? "") === id);
        if (people.length === 0) return null;
        return (
          <div key={id}>
            <dt>{words}</dt>
            <dd className={styles.people}>
              {people.map((person) => (
                <button key={person.id} type="button" className={styles.person} data-works={id !== ""} aria-pressed={chosen === person.id}
                  data-wrong={board.wrong.has(cellKey({ person: person.id, day }))} onClick={() => { onChoose({ person: person.id, day }); }}>
                  {person.name}
                  {person.absent.includes(day) && ` · ${speech.t("roster.away")}`}
                </button>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
