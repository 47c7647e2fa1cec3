import { useSpeech } from "@gongdan/i18n/react";
import type { KeyboardEvent } from "react";
import type { Person, Roster } from "../api/rosters";
import { dateAt, isWeekend, longDate } from "../model/days";
import { type Board, type Cell, cellKey } from "../model/grid";
import { kindName } from "../model/names";
import styles from "./roster-grid.module.css";

interface Props {
  readonly roster: Roster;
  readonly board: Board;
  readonly person: Person;
  readonly day: number;
  readonly isChosen: boolean;
  /** Whether the tab key comes to this cell. */
  readonly isEntry: boolean;
  readonly onChoose: (cell: Cell) => void;
  readonly onPress: (event: KeyboardEvent<HTMLElement>, cell: Cell) => void;
}

/** One day of one person: the shift as a chip, or why there is none. */
export function DayCell({ roster, board, person, day, isChosen, isEntry, onChoose, onPress }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const cell = { person: person.id, day };
  const key = cellKey(cell);
  const duty = board.duties.get(key);
  const kind = roster.kinds.find(({ id }) => id === duty?.kind);
  const wish = person.wishes.find((each) => each.day === day);
  const isAway = person.absent.includes(day);
  const shift = kind ? kindName(speech, kind) : t(isAway ? "roster.away" : "roster.free");
  const isLocked = board.locked.has(key);
  const said = [
    person.name,
    longDate(locale, dateAt(roster.first, day)),
    shift,
    ...(isLocked ? [t("roster.locked")] : []),
    ...(wish ? [t(wish.met ? "roster.wish.met" : "roster.wish.missed")] : []),
    ...(board.wrong.has(key) ? [t("roster.marked")] : []),
  ].join(", ");
  return (
    <td role="gridcell" aria-selected={isChosen} data-weekend={isWeekend(roster.first, day)}>
      <button
        type="button"
        className={styles.cell}
        data-cell={key}
        data-shift={kind ? roster.kinds.indexOf(kind) % 4 : undefined}
        data-wrong={board.wrong.has(key)}
        data-passed={day < roster.today}
        tabIndex={isEntry ? 0 : -1}
        aria-label={said}
        onClick={() => { onChoose(cell); }}
        onKeyDown={(event) => { onPress(event, cell); }}
      >
        <span>{kind ? shift : isAway ? shift : "·"}</span>
        {(isLocked || wish) && (
          <span className={styles.marks}>
            {isLocked && "◆"}
            {wish && (wish.met ? "♥" : "♡")}
          </span>
        )}
      </button>
    </td>
  );
}
