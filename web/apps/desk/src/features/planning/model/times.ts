import type { Speech } from "@gongdan/i18n/speech";
import type { Order, Plan } from "../api/day-plans";

export const hour = 3600;

/** Seconds after midnight as a clock says them; past midnight it is the next day, before it the one before. */
export function clockOf(seconds: number, { t }: Speech): string {
  const minutes = Math.round(seconds / 60);
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  const time = `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
  if (minutes < 0) return t("dayplan.day.before", { time });
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

/** How many hours may stand between two marks of an axis. */
const steps = [1, 2, 3, 4, 6, 12];

/** The full hours to write on an axis of `wide` px, so that none (of `least` px) runs into the next. */
export function hoursOn({ from, to }: Span, wide: number, least: number): readonly number[] {
  const each = (wide * hour) / (to - from);
  const step = (steps.find((hours) => hours * each >= least) ?? 24) * hour;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, at) => first + at * step);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
