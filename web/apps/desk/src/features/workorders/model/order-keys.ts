import type { Change } from "@gongdan/api/stream";
import type { OrderFilter } from "./order-filter";

/** The names under which orders are kept in the page's memory. */
export const orderKeys = {
  all: ["orders"] as const,
  lists: ["orders", "list"] as const,
  files: (ids: readonly string[]) => ["orders", "list", "files", ids] as const,
  list: (filter: OrderFilter) => ["orders", "list", filter] as const,
  one: (id: string) => ["orders", "one", id] as const,
  detail: (id: string) => ["orders", "one", id, "detail"] as const,
  at: (id: string, at: number) => ["orders", "at", id, at] as const,
  timeline: (id: string) => ["orders", "one", id, "timeline"] as const,
};

/** What must be read again after some changes: each changed order once, and the lists once. */
export function staleAfter(changes: readonly Change[]): readonly (readonly string[])[] {
  const ids = new Set(changes.filter((change) => change.kind === "order").map((change) => change.id));
  return ids.size === 0 ? [] : [orderKeys.lists, ...[...ids].map(orderKeys.one)];
}
