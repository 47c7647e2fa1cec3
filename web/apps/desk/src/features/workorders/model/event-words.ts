import type { TimelineItem } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";
import type { TextKey } from "@gongdan/i18n/areas";

/** A person among the facts of an event: the server gives id and name. */
function nameIn(fact: unknown): string {
  if (typeof fact === "string") return fact;
  const named = typeof fact === "object" && fact !== null && "name" in fact;
  return named && typeof fact.name === "string" ? fact.name : "";
}

const parts: Readonly<Record<string, TextKey>> = {
  title: "fact.title",
  description: "fact.description",
  urgency: "fact.urgency",
  impact: "fact.impact",
  place: "fact.place",
  latitude: "fact.coordinates",
  longitude: "fact.coordinates",
  "location.address": "fact.address",
  asset: "fact.asset",
  customer: "fact.customer",
  tags: "fact.tags",
  due_at: "fact.due",
  "contact.name": "contact.name",
  "contact.phone": "contact.phone",
  "contact.email": "contact.email",
};

/** Which parts of an order were changed; the priority follows from two of them and is not told. */
function amendedWords(changed: unknown, { t, list, locale }: Speech): string {
  const names = (Array.isArray(changed) ? (changed as readonly unknown[]) : []).map(String).filter((name) => name !== "priority");
  const words = new Set(names.map((name) => t(parts[name] ?? "fact.fields").toLocaleLowerCase(locale)));
  return words.size > 0 ? t("event.OrderAmended.parts", { parts: list([...words]) }) : t("event.OrderAmended");
}

const names = (people: unknown, unnamed: string): readonly string[] =>
  (Array.isArray(people) ? (people as readonly unknown[]) : []).map((each) => textOf(each) || unnamed);

const textOf = (fact: unknown): string => (typeof fact === "string" ? fact : "");

/** Somebody comes to watch or to help: by themselves, or brought by another. */
function companyWords(type: "WatcherAdded" | "WatcherRemoved" | "HelperAdded" | "HelperRemoved", { actor, facts }: TimelineItem, { t }: Speech): string {
  if (facts["who_id"] === actor.id) return t(`event.${type}.self`);
  return t(`event.${type}`, { who: textOf(facts["who"]) || t("actor.unnamed") });
}

/** What was booked: "2 h", "3 pc bearing", "120.00 CNY". */
export function bookedWords(entry: Readonly<Record<string, unknown>>, { t }: Speech): string {
  const [kind, quantity, unit, item, amount, currency] = ["kind", "quantity", "unit", "item", "amount", "currency"].map((name) => textOf(entry[name])) as [string, string, string, string, string, string];
  const money = amount ? `${amount} ${currency}` : "";
  const much = [quantity, unit].filter(Boolean).join(" ");
  if (kind === "time") return [t("booking.hours", { n: quantity }), money].filter(Boolean).join(" · ");
  return [item, much, money].filter(Boolean).join(" · ");
}

/** What was said of the work: an appointment goes before all else. */
function scheduledWords(facts: TimelineItem["facts"], { t, between }: Speech): string {
  const agreed = facts["appointment"];
  if (agreed === null) return t("event.OrderScheduled.freed");
  if (typeof agreed !== "object") return t("event.OrderScheduled");
  const { begins, ends, zone } = agreed as Readonly<Record<"begins" | "ends" | "zone", string>>;
  return t("event.OrderScheduled.agreed", { when: between(new Date(begins), new Date(ends), zone) });
}

/** What happened, as the rest of the sentence that begins with who did it. */
export function eventWords(item: TimelineItem, speech: Speech): string {
  const { t, word, locale, list } = speech;
  const { type, facts } = item;
  const assignee = nameIn(facts["assignee"] ?? facts["to"]) || t("actor.unnamed");
  switch (type) {
    case "OrderAssigned":
    case "OrderTransferred":
    case "OrderDelegated":
    case "OrderHandedBack":
      return t(`event.${type}`, { assignee });
    case "OrderVerified":
      return t("event.OrderVerified", { outcome: word("ask.outcome", String(facts["outcome"]), "status.unknown").toLocaleLowerCase(locale) });
    case "OrderAmended":
      return amendedWords(facts["changed"], speech);
    case "WatcherAdded":
    case "WatcherRemoved":
    case "HelperAdded":
    case "HelperRemoved":
      return companyWords(type, item, speech);
    case "OrderLinked":
    case "OrderUnlinked":
      return t(`event.${type}`, { number: textOf(facts["number"]), kind: word("tie", textOf(facts["kind"]), "tie.relates") });
    case "SignersAdded":
      return t("event.SignersAdded", { people: list(names(facts["people"], t("actor.unnamed"))), place: word("ask.place", textOf(facts["place"]), "ask.place.together") });
    case "SignerRemoved":
      return t("event.SignerRemoved", { who: textOf(facts["who"]) || t("actor.unnamed") });
    case "OrderMerged":
    case "OrderUnmerged":
    case "DuplicateMerged":
    case "DuplicateReleased":
      return t(`event.${type}`, { number: textOf(facts["number"]) });
    case "ServiceCalled": {
      const named = { connector: textOf(facts["calls"]), why: textOf(facts["error"]) };
      if (facts["stuck"]) return t("event.ServiceCalled.stuck", named);
      return facts["error"] ? t("event.ServiceCalled.failed", named) : t("event.ServiceCalled", named);
    }
    case "MessageReceived":
      return t("event.MessageReceived", { message: textOf(facts["message"]) });
    case "ChildEnded":
      return t("event.ChildEnded", { number: textOf(facts["number"]) });
    case "OrderSplit":
      return t("event.OrderSplit", { numbers: list(Array.isArray(facts["children"]) ? facts["children"].map(textOf) : []) });
    case "OrderScheduled":
      return scheduledWords(facts, speech);
    case "BookingAdded":
      return t("event.BookingAdded", { what: bookedWords(facts, speech) });
    case "BookingReversed":
      return t("event.BookingReversed", { what: bookedWords(facts, speech) });
    case "OrderSuspended":
      return facts["waits_for"] ? t("event.OrderSuspended.for", { whom: word("waits.for", textOf(facts["waits_for"]), "waits.for.other") }) : t("event.OrderSuspended");
    case "ImportedActRecorded":
      return nameIn(facts["activity"]) || t("event.unknown");
    default:
      return word("event", type, "event.unknown");
  }
}
