/** What an hour looks like: how many people are needed and there, and how bad that is. */
export type Level = "idle" | "met" | "over" | "short" | "half";

export interface Hour {
  readonly need: number;
  readonly cover: number;
  readonly level: Level;
}

export function levelOf(need: number, cover: number): Level {
  if (cover > need) return "over";
  if (need === 0) return "idle";
  if (cover === need) return "met";
  return cover * 2 <= need ? "half" : "short";
}

/** The hours of each day, one row a day. */
export function heatRows(need: readonly number[], cover: readonly number[]): readonly (readonly Hour[])[] {
  const days = Math.floor(need.length / 24);
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) => {
      const [wanted, there] = [need[day * 24 + hour] ?? 0, cover[day * 24 + hour] ?? 0];
      return { need: wanted, cover: there, level: levelOf(wanted, there) };
    }),
  );
}

/** From which hour of the day to which (not included) anybody is needed or there on any day. */
export function busyHours(rows: readonly (readonly Hour[])[]): readonly [number, number] {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => rows.some((row) => row[hour]?.level !== "idle"));
  return hours.length === 0 ? [0, 24] : [hours[0] ?? 0, (hours.at(-1) ?? 23) + 1];
}

/** Adds up hour by hour. */
export function added(rows: readonly (readonly number[])[]): readonly number[] {
  return (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
}
