import { useSpeech } from "@gongdan/i18n/react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Roster } from "../api/rosters";
import { dateAt, isWeekend, longDate, shortDate, weekdayName } from "../model/days";
import { type Board, type Cell, cellKey } from "../model/grid";
import { DayCell } from "./day-cell";
import styles from "./roster-grid.module.css";

interface Props {
  readonly roster: Roster;
  readonly board: Board;
  readonly cell: Cell | undefined;
  readonly onChoose: (cell: Cell) => void;
  readonly onPress: (event: KeyboardEvent<HTMLElement>, cell: Cell) => void;
}

/** People by days (WAI-ARIA grid): arrows go about in it, keys change what stands there. */
export function RosterGrid({ roster, board, cell, onChoose, onPress }: Props) {
  const { t, locale } = useSpeech();
  const table = useRef<HTMLTableElement>(null);
  const days = Array.from({ length: roster.days }, (_, day) => day);
  const entry = cell ?? { person: roster.people[0]?.id ?? "", day: 0 };
  const key = cell && cellKey(cell);
  useEffect(() => {
    if (key && table.current?.contains(document.activeElement)) table.current.querySelector<HTMLElement>(`[data-cell="${key}"]`)?.focus();
  }, [key]);
  return (
    <div className={styles.scroll} role="region" aria-label={t("roster.grid")} tabIndex={-1}>
      <table ref={table} role="grid" aria-label={t("roster.grid")} className={styles.grid}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {t("roster.person")}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" data-weekend={isWeekend(roster.first, day)} data-today={day === roster.today}>
                <abbr title={longDate(locale, dateAt(roster.first, day))}>
                  {weekdayName(locale, dateAt(roster.first, day))}
                  <span>{shortDate(locale, dateAt(roster.first, day))}</span>
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {roster.people.map((person) => (
            <tr key={person.id}>
              <th scope="row" className={styles.person}>
                {person.name}
                <span>{t("roster.hours.n", { n: board.hours.get(person.id) ?? 0 })}</span>
              </th>
              {days.map((day) => (
                <DayCell
                  key={day}
                  roster={roster}
                  board={board}
                  person={person}
                  day={day}
                  isChosen={key === cellKey({ person: person.id, day })}
                  isEntry={entry.person === person.id && entry.day === day}
                  onChoose={onChoose}
                  onPress={onPress}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={styles.person}>
              {t("roster.gaps.row")}
            </th>
            {days.map((day) => (
              <td key={day} data-short={(board.short[day] ?? 0) > 0}>
                {board.short[day] ? t("roster.gap.hours", { n: board.short[day] }) : "✓"}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
