/** Some Monday, to name the days of the week by. */
const monday = Date.UTC(2024, 0, 1);
const day = 86_400_000;

/** The name of a day of the week (1 is Monday), short. */
export function dayName(weekday: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(monday + (weekday - 1) * day);
}

/** Days of a week as they are said: three and more in a row by the first and the last. */
export function daysInRuns(days: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const each of [...days].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.[1] === each - 1) run[1] = each;
    else runs.push([each, each]);
  }
  return runs.flatMap(([first, last]): (readonly [number, number])[] => (last - first === 1 ? [[first, first], [last, last]] : [[first, last]]));
}
