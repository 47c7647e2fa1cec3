import type { Holding } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

/** Who had an order in hand and how long: "Wang had it, 2 h". An open span is told in the present. */
export function holdingWords({ kind, name, seconds, until }: Holding, { t, word, span }: Speech): string {
  const time = seconds < 60 ? t("held.moment") : span(seconds * 1000);
  const now = until === null ? "open" : "past";
  const who = kind === "pool" ? word("role", name, "role.unknown") : name || t("actor.unnamed");
  switch (kind) {
    case "customer":
      return t(`held.customer.${now}`, { who, time });
    case "pool":
      return t(`held.pool.${now}`, { who, time });
    case "person":
      return t(`held.person.${now}`, { who, time });
    case "nobody":
      return t(`held.nobody.${now}`, { time });
    default:
      return t(`held.other.${now}`, { who: word("waits.for", kind, "waits.for.other"), time });
  }
}
