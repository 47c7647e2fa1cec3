const wholeDay = 1440;

/** Minutes after midnight as a clock says them; past a day it is the next day's clock. */
export function clockOf(minutes: number): string {
  const within = minutes % wholeDay;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** Two clocks as a shift's minutes: an end that is not later lies in the next day. */
export function minutesOf(begins: string, ends: string): { readonly begins: number; readonly ends: number } {
  const from = read(begins);
  const to = read(ends);
  return { begins: from, ends: to > from ? to : to + wholeDay };
}

function read(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
