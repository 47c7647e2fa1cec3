const twoDigits = (value: number) => String(value).padStart(2, "0");

/** The day so many days ago, in the reader's own calendar, as an input of type date takes it. */
export function daysAgo(days: number, now = new Date()): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
  return `${then.getFullYear()}-${twoDigits(then.getMonth() + 1)}-${twoDigits(then.getDate())}`;
}

const midnight = (day: string, later: number) => {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
};

/** The instant at which a day begins. */
export const startOf = (day: string) => midnight(day, 0);

/** The instant at which a day is over. */
export const endOf = (day: string) => midnight(day, 1);
