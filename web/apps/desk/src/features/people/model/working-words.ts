import type { Working } from "../api/people";
import { clockOf } from "./shift-clock";
import { usualLevel } from "./person-draft";

/** How somebody works, in a few words each: levels, shifts, how much at once, where and with what. */
export function workingWords(working: Working, skills: readonly string[], capacity: string, unit: (id: string) => string): readonly string[] {
  const levels = skills.map((skill) => {
    const told = working.levels.find((each) => each.skill === skill);
    return `${skill} ${told?.level ?? usualLevel}${told?.until ? ` (${told.until})` : ""}`;
  });
  const shifts = working.shifts.map(({ days, begins, ends }) => `${days.join("")} ${clockOf(begins)}–${clockOf(ends)}`);
  return [...levels, ...shifts, `${capacity} ${working.capacity}`, ...working.territories.map(unit), ...working.tools, working.vehicle].filter((word) => word !== "");
}
