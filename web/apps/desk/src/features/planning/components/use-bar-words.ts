import { useSpeech } from "@gongdan/i18n/react";
import type { Order, Stop } from "../api/day-plans";
import { agreedWords, clockOf } from "../model/times";

/** A bar in words: what, when, by whom, and what is the matter with it. */
export function useBarWords(order: Order, stop: Stop, name: string): string {
  const speech = useSpeech();
  const { t } = speech;
  const title = order.title || t("dayplan.bar.hidden");
  const words = [t("dayplan.bar", { number: order.number, title, name, begins: clockOf(stop.begins, speech), ends: clockOf(stop.ends, speech) })];
  if (stop.late > 0) words.push(t("dayplan.bar.late", { n: Math.max(1, Math.round(stop.late / 60)) }));
  const agreed = agreedWords(order, speech);
  if (agreed) words.push(agreed);
  if (stop.missed > 0) words.push(t("dayplan.bar.missed", { n: Math.max(1, Math.round(stop.missed / 60)) }));
  if (order.done) words.push(t("dayplan.bar.done"));
  else if (stop.begun) words.push(t("dayplan.bar.begun"));
  if (order.locked) words.push(t("dayplan.bar.locked"));
  if (stop.travel > 0) words.push(t("dayplan.travel", { n: Math.round(stop.travel / 60) }));
  return words.join(" · ");
}
