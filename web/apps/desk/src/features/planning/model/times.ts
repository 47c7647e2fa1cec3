import type { Speech } from "@gongdan/i18n/speech";
import type { Order, Plan } from "../api/day-plans";

export const hour = 3600;

/** Seconds after midnight as a clock says them; past midnight it is the next day. */
export function clockOf(seconds: number, { t }: Speech): string {
  const minutes = Math.round(seconds / 60);
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return minutes >= 1440 ? t("dayplan.next.day", { time }) : time;
}

/** A length of time, exact to the minute. */
export function lasting(seconds: number, { t }: Speech): string {
  const minutes = Math.round(seconds / 60);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h > 0 ? t("dayplan.hours", { h, m }) : t("dayplan.minutes", { n: minutes });
}

/** An appointment in words: its hours, or that it is on another day; "" where there is none. */
export function agreedWords({ opens, closes }: Order, speech: Speech): string {
  if (opens === null || closes === null) return "";
  if (closes <= 0 || opens >= 24 * hour) return speech.t("dayplan.agreed.other");
  return speech.t("dayplan.agreed", { begins: clockOf(Math.max(0, opens), speech), ends: clockOf(closes, speech) });
}

/** A day so many days later, as `2026-11-27`. */
export function dayAfter(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** From when to when a chart of a plan goes: whole hours about all that happens. */
export function spanOf({ routes }: Plan): Span {
  const working = routes.filter(({ away }) => away === "");
  const from = Math.min(8 * hour, ...working.map(({ starts, leaves }) => Math.min(starts, leaves)));
  const to = Math.max(17 * hour, ...working.map(({ stops, returns }) => Math.max(stops, returns)));
  return { from: Math.floor(from / hour) * hour, to: Math.ceil((to + 1) / hour) * hour };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
