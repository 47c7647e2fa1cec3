import type { OrderRow } from "@gongdan/api/shapes";

/** The acts that one may do to many orders at once; what needs a form of its own is done one by one. */
export const bulkActs = ["accept", "claim", "assign", "archive", "suspend", "resume", "watch", "cancel"] as const;
export type BulkAct = (typeof bulkActs)[number];

/** What a bulk act asks for, the same for all. */
export const bulkAsks: Readonly<Record<BulkAct, "assignee" | "reason" | "">> = {
  accept: "", claim: "", assign: "assignee", archive: "", suspend: "reason", resume: "", watch: "", cancel: "reason",
};

/** The rights that the acts need; without the right an act is not offered. */
const right: Readonly<Record<BulkAct, string>> = {
  accept: "order.accept", claim: "order.claim", assign: "order.assign", archive: "order.archive",
  suspend: "order.suspend", resume: "order.resume", watch: "order.watch", cancel: "order.cancel",
};

/** Whether a row can take an act as far as its status and stage tell; the server decides. */
function fits(act: BulkAct, { status, waiting }: OrderRow): boolean {
  if (act === "watch") return true;
  if (act === "resume") return status === "suspended";
  if (act === "accept" || act === "archive") return status === "open" && waiting.act === act;
  return act === "cancel" ? status === "open" || status === "suspended" : status === "open";
}

export interface Offer {
  readonly act: BulkAct;
  /** The selected rows that it fits. */
  readonly rows: readonly OrderRow[];
}

/** The acts that at least one selected row can take, with the rows that it fits. */
export function offersFor(rows: readonly OrderRow[], actions: readonly string[]): readonly Offer[] {
  return bulkActs
    .filter((act) => actions.includes(right[act]))
    .map((act) => ({ act, rows: rows.filter((row) => fits(act, row)) }))
    .filter(({ rows: found }) => found.length > 0);
}

/** The ids between the last selected row and this one, both with it: what Shift selects. */
export function between(ids: readonly string[], from: string | undefined, to: string): readonly string[] {
  const [start, end] = [from === undefined ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** The request body of a bulk act. */
export function bulkCommand(act: BulkAct, answer: string): Readonly<Record<string, unknown>> {
  const ask = bulkAsks[act];
  if (ask === "assignee") return { to: answer };
  return ask === "reason" ? { reason: answer.trim() } : {};
}
