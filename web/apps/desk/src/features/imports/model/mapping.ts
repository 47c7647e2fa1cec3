import type { ImportPlan, Target } from "../api/imports";

export const targets = ["orders", "assets", "customers"] as const satisfies readonly Target[];

/** What one must be allowed to do to bring a table of each kind in. */
export const rights: Record<Target, string> = { orders: "order.import", assets: "asset.change", customers: "customer.change" };

/** What a table is brought in as, as the server calls it. */
export const targetOf = (said: string): Target => targets.find((each) => each === said) ?? "orders";

const contact = ["contact_name", "contact_phone", "contact_email"] as const;

/** What a column may hold, in the order in which it is offered. */
export const parts = {
  orders: [
    "key", "title", "description", "urgency", "impact", "place", "tags", "due_at", "asset", "customer",
    ...contact, "reported_at", "reported_by",
  ],
  assets: ["code", "name", "kind", "place", "parent", "customer", "latitude", "longitude"],
  customers: ["code", "name", ...contact, "address", "latitude", "longitude"],
} as const satisfies Record<Target, readonly string[]>;
export type Part = (typeof parts)[Target][number];

type Columns = ImportPlan["columns"];

/** What a column is, if anything. */
export function partOf(columns: Columns, column: string): Part | undefined {
  return targets.flatMap((each): readonly Part[] => parts[each]).find((part) => columns?.[part] === column);
}

/** The columns after one of them was said to be something else; a part has one column, and a column is one part. */
export function withPart(columns: Columns, column: string, part: Part | undefined): NonNullable<Columns> {
  const others = Object.entries(columns ?? {}).filter(([name, where]) => name !== part && where !== column);
  return { ...Object.fromEntries(others), ...(part && { [part]: column }) };
}

/** Whether a column of the table holds what is personal. */
export function isPersonal(columns: Columns): boolean {
  return [...contact, "address" as const].some((part) => columns?.[part] !== undefined);
}
