/** A moment as the wall clock of a zone shows it, to the minute: `2026-11-26T14:20`. */
export function wallTime(at: Date, zone: string): string {
  if (Number.isNaN(at.getTime())) return "";
  return clockOf(zone).format(at).replace(" ", "T");
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a clock takes long; reading it does not. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  clocks.set(zone, clock);
  return clock;
}

/**
 * The moment at which the wall clock of a zone shows a time. An hour that the clock shows twice is taken as
 * the first of both; a time that it leaves out, as so much later.
 */
export function momentOf(wall: string, zone: string): Date | undefined {
  const shown = Date.parse(`${wall}Z`);
  if (Number.isNaN(shown)) return undefined;
  const ahead = (at: number) => Date.parse(`${wallTime(new Date(at), zone)}Z`) - Math.floor(at / minute) * minute;
  // how far the clock is ahead half a day before and after tells on which sides of a change the time may lie
  const candidates = [shown - ahead(shown - halfDay), shown - ahead(shown + halfDay)];
  const right = candidates.filter((at) => wallTime(new Date(at), zone) === wall);
  return new Date(right.length > 0 ? Math.min(...right) : Math.max(...candidates));
}

const minute = 60_000;
const halfDay = 12 * 60 * minute;
