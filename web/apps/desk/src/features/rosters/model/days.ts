/** Days of a roster, as dates without a clock: they are counted and named in UTC, whatever the reader's zone. */
const day = 86_400_000;

/** The instant that stands for a date "2026-11-30", so many days later. */
export const dateAt = (first: string, days = 0): number => Date.parse(`${first}T00:00:00Z`) + days * day;

/** The date of an instant: "2026-11-30". */
export const dateText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first Monday after a day, by the reader's calendar. */
export function nextMonday(now: Date): string {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return dateText(today + ((8 - new Date(today).getUTCDay()) % 7 || 7) * day);
}

/** Whether a day of a roster is a Saturday or Sunday. */
export const isWeekend = (first: string, days: number): boolean => [0, 6].includes(new Date(dateAt(first, days)).getUTCDay());

const named = (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });

export const weekdayName = (locale: string, at: number): string => named(locale, { weekday: "short" }).format(at);
export const shortDate = (locale: string, at: number): string => named(locale, { month: "numeric", day: "numeric" }).format(at);
export const longDate = (locale: string, at: number): string => named(locale, { weekday: "long", month: "long", day: "numeric" }).format(at);

/** "30 Nov – 6 Dec 2026". */
export const spanText = (locale: string, first: string, days: number): string =>
  named(locale, { year: "numeric", month: "short", day: "numeric" }).formatRange(dateAt(first), dateAt(first, days - 1));

/** The days of the week from Monday (1) on, to be chosen from. */
export const weekDays = (locale: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekdayName(locale, Date.UTC(2024, 0, value)) }));

const two = (hour: number) => String(hour > 24 ? hour % 24 : hour).padStart(2, "0");
/** "07:00–15:00"; an hour past 24 lies in the next day, and midnight ends the day before it. */
export const hoursText = (begins: number, hours: number): string => `${two(begins)}:00–${two(begins + hours)}:00`;
