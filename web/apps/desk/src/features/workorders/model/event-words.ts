import type { TimelineItem } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

/** A person among the facts of an event: the server gives id and name. */
function nameIn(fact: unknown): string {
  if (typeof fact === "string") return fact;
  const named = typeof fact === "object" && fact !== null && "name" in fact;
  return named && typeof fact.name === "string" ? fact.name : "";
}

/** What happened, as the rest of the sentence that begins with who did it. */
export function eventWords(item: TimelineItem, { t, word, locale }: Speech): string {
  const { type, facts } = item;
  const assignee = nameIn(facts["assignee"] ?? facts["to"]) || t("actor.unnamed");
  switch (type) {
    case "OrderAssigned":
    case "OrderTransferred":
      return t(`event.${type}`, { assignee });
    case "OrderVerified":
      return t("event.OrderVerified", { outcome: word("ask.outcome", String(facts["outcome"]), "status.unknown").toLocaleLowerCase(locale) });
    case "ImportedActRecorded":
      return nameIn(facts["activity"]) || t("event.unknown");
    default:
      return word("event", type, "event.unknown");
  }
}
