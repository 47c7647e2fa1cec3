import type { Broken, Duty, Roster } from "../api/rosters";

/** One day of one person. */
export interface Cell {
  readonly person: string;
  readonly day: number;
}

export const cellKey = ({ person, day }: Cell): string => `${person} ${day}`;

/** What stands in which cell. */
export interface Board {
  readonly duties: ReadonlyMap<string, Duty>;
  readonly locked: ReadonlySet<string>;
  readonly wrong: ReadonlyMap<string, Broken>;
  readonly hours: ReadonlyMap<string, number>;
  /** Person-hours short, by day. */
  readonly short: readonly number[];
}

export function boardOf(roster: Roster): Board {
  const hoursOf = new Map(roster.kinds.map(({ id, hours }) => [id, hours]));
  const hours = new Map<string, number>();
  for (const { person, kind } of roster.duties) hours.set(person, (hours.get(person) ?? 0) + (hoursOf.get(kind) ?? 0));
  const short = Array.from({ length: roster.days }, () => 0);
  for (const gap of roster.gaps) short[gap.day] = (short[gap.day] ?? 0) + (gap.need - gap.cover) * gap.hours;
  return {
    duties: new Map(roster.duties.map((each) => [cellKey(each), each])),
    locked: new Set([...roster.duties, ...roster.free_locked].filter((each) => each.locked).map(cellKey)),
    wrong: new Map([...roster.wrong, ...roster.stale].map((each) => [cellKey({ person: each.who, day: each.day }), each])),
    hours,
    short,
  };
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The cell that an arrow leads to (the same at the edge); nothing for other keys. */
export function stepFrom(roster: Roster, { person, day }: Cell, key: string): Cell | undefined {
  const step = steps[key];
  if (!step) return undefined;
  const row = roster.people.findIndex(({ id }) => id === person);
  const to = roster.people[Math.min(Math.max(row + step[0], 0), roster.people.length - 1)];
  return { person: to?.id ?? person, day: Math.min(Math.max(day + step[1], 0), roster.days - 1) };
}
