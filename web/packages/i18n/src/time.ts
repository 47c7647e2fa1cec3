/** Time in words: relative first, absolute on demand, always in the reader's zone. */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A zone by its name; undefined is the browser's own. */
type Zone = string | undefined;

type Unit = "minute" | "hour" | "day";

function inUnits(ms: number): readonly [number, Unit] {
  const size = Math.abs(ms);
  if (size < hour) return [Math.floor(size / minute), "minute"];
  if (size < 2 * day) return [Math.floor(size / hour), "hour"];
  return [Math.floor(size / day), "day"];
}

/** A length of time, one unit deep: "25 min", "3 小时". */
export function span(ms: number, tag: string): string {
  const [amount, unit] = inUnits(ms);
  // British rules write "mins" here and "min ago" there; the same unit is written one way
  const words = new Intl.NumberFormat(tag === "en-GB" ? "en" : tag, { style: "unit", unit, unitDisplay: "short" }).format(amount);
  return words.replace(/(\d)\s*(\p{Script=Han})/u, "$1 $2");
}

/** So far ahead may a moment lie that has passed: a page's clock steps twice a minute, and clocks differ. */
const leeway = 30_000;

/** What is said of less than a minute: that it has just been, or comes at once. */
export interface Nearly {
  readonly past: string;
  readonly ahead: string;
}

/** How long before (or after) now: "25 min ago", "in 3 hr". */
export function ago(at: Date, now: Date, tag: string, nearly: Nearly): string {
  const ms = at.getTime() - now.getTime();
  const [amount, unit] = inUnits(ms);
  if (amount === 0) return ms > leeway ? nearly.ahead : nearly.past;
  const words = new Intl.RelativeTimeFormat(tag, { numeric: "always", style: "short" });
  return words.format(ms < 0 ? -amount : amount, unit).replace(/(\d)\s*(\p{Script=Han})/u, "$1 $2");
}

/** The full moment with seconds, the zone behind it (Chinese rules would put it before the hour). */
export function moment(at: Date, tag: string, zone: Zone): string {
  const words = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "medium", timeZone: zone });
  const named = new Intl.DateTimeFormat(tag, { timeZoneName: "short", timeZone: zone }).formatToParts(at);
  return [words.format(at), ...named.filter(({ type }) => type === "timeZoneName").map(({ value }) => value)].join(" ");
}

/** The clock time today, else the date with it: "14:20", "3 Nov 14:20". */
export function clock(at: Date, now: Date, tag: string, zone: Zone): string {
  const dayOf = (date: Date) => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone: zone }).format(date);
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone } as const;
  if (dayOf(at) === dayOf(now)) return new Intl.DateTimeFormat(tag, time).format(at);
  const year = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(tag, { ...year, month: "short", day: "numeric", ...time }).format(at);
}

interface Zones {
  readonly there: string;
  readonly reader: Zone;
}

/** From when to when somebody comes: "Wed, Dec 2, 09:00 – 11:00"; a zone whose clocks differ from the reader's is named. */
export function between(begins: Date, ends: Date, tag: string, { there, reader }: Zones): string {
  const wall = (zone: Zone) => new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(begins);
  const named = wall(there) === wall(reader) ? {} : ({ timeZoneName: "short" } as const);
  const format = new Intl.DateTimeFormat(tag, { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: there, ...named });
  return format.formatRange(begins, ends);
}
