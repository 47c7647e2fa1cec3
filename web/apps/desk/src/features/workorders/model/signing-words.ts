import type { OrderDetail } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

type Signing = OrderDetail["signing"][number];
type Timer = OrderDetail["timers"][number];

/** How many of the whole must be in favour, where a share of them decides: half is not more than half. */
export function neededOf({ share, whole }: Pick<Signing, "share" | "whole">): number {
  return share === "" ? Math.floor(whole / 2) + 1 : Math.ceil(Number(share) * whole);
}

/** How the step passes, and how far it has come. */
export function ruleWords(signing: Signing, step: string, { t }: Speech): string {
  const { rule, favour, against, whole } = signing;
  const needed = rule === "all" ? whole : rule === "any" ? 1 : neededOf(signing);
  const order = t(signing.in_turn ? "signing.in_turn" : "signing.at_once");
  return t(rule === "weighted" ? "signing.weighted" : "signing.count", { step, needed, whole, favour, against, order });
}

/** What a timer does when. */
export function timerWords(timer: Timer, names: { readonly step: string; readonly event: string }, now: Date, speech: Speech): string {
  const { t, clock } = speech;
  const step = names.step || t("signing.this_step");
  if (timer.held) return t("signing.timer.held", { step });
  const time = clock(new Date(timer.at), now);
  return names.event || timer.event ? t("signing.timer.goes", { step, time, event: names.event || t("signing.timer.next") }) : t("signing.timer.reminds", { step, time });
}
