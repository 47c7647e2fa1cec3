import type { Speech } from "@gongdan/i18n/speech";
import type { Working } from "../api/people";
import { dayName, daysInRuns } from "./day-words";
import { usualLevel } from "./person-draft";
import { clockOf } from "./shift-clock";

/** How somebody works, in a few words each: levels, shifts, how much at once, where and with what. */
export function workingWords(working: Working, skills: readonly string[], { t, locale }: Speech, unit: (id: string) => string): readonly string[] {
  const levels = skills.map((skill) => {
    const told = working.levels.find((each) => each.skill === skill);
    return `${skill} ${t("persons.level.n", { n: told?.level ?? usualLevel })}${told?.until ? ` (${told.until})` : ""}`;
  });
  const run = ([first, last]: readonly [number, number]) =>
    first === last ? dayName(first, locale) : t("persons.shift.span", { first: dayName(first, locale), last: dayName(last, locale) });
  const shifts = working.shifts.map(({ days, begins, ends }) => `${daysInRuns(days).map(run).join(" ")} ${clockOf(begins)}–${clockOf(ends)}`);
  const atOnce = `${t("persons.capacity")} ${working.capacity}`;
  return [...levels, ...shifts, atOnce, ...working.territories.map(unit), ...working.tools, working.vehicle].filter((word) => word !== "");
}
