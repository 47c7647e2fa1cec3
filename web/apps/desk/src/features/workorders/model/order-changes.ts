import type { OrderDetail } from "@gongdan/api/shapes";
import type { TextKey } from "@gongdan/i18n/areas";
import type { Speech } from "@gongdan/i18n/speech";

export interface Difference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

type Teller = (order: OrderDetail, speech: Speech) => string;

const told: readonly (readonly [TextKey, Teller])[] = [
  ["fact.stage", (order, { word }) => word("stage", order.stage, "status.unknown")],
  ["fact.status", (order, { word }) => word("status", order.status, "status.unknown")],
  ["fact.assignee", (order, { t }) => order.assignee?.name ?? t("app.nobody")],
  ["fact.title", (order) => order.title],
  ["fact.urgency", (order, { word }) => word("urgency", String(order.urgency), "urgency.unknown")],
  ["fact.impact", (order, { word }) => word("impact", String(order.impact), "impact.unknown")],
  ["fact.place", (order, { t }) => order.place || t("app.none")],
  ["fact.due", (order, { t, moment }) => (order.due_at ? moment(new Date(order.due_at)) : t("app.none"))],
  ["fact.contact", ({ contact }, { t }) => (contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join(" ") : t("app.none"))],
  ["fact.description", (order, { t }) => order.description || t("app.none")],
];

/** What is different in an order between the version that somebody saw and the one that stands. */
export function orderChanges(seen: OrderDetail, current: OrderDetail, speech: Speech): readonly Difference[] {
  return told.flatMap(([field, tell]) => {
    const [before, after] = [tell(seen, speech), tell(current, speech)];
    return before === after ? [] : [{ field: speech.t(field), before, after }];
  });
}

/** An order without what people say about it and who listens. */
function withoutTalk({ beside, ...order }: OrderDetail): string {
  return JSON.stringify({ ...order, version: 0, updated_at: "", beside: { ...beside, comments: 0, watchers: [], watching: false } });
}

/** Whether nothing but talk came between two versions: whoever fills in a form need not look at the order anew. */
export function onlyTalked(seen: OrderDetail, current: OrderDetail): boolean {
  return withoutTalk(seen) === withoutTalk(current);
}
