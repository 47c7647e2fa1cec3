import type { ImportPlan } from "../api/imports";

/** What a column may hold, in the order in which it is offered. */
export const parts = [
  "key", "title", "description", "urgency", "impact", "place", "tags", "due_at", "asset", "customer",
  "contact_name", "contact_phone", "contact_email", "reported_at", "reported_by",
] as const;
export type Part = (typeof parts)[number];

type Columns = ImportPlan["columns"];

/** What a column is, if anything. */
export function partOf(columns: Columns, column: string): Part | undefined {
  return parts.find((part) => columns?.[part] === column);
}

/** The columns after one of them was said to be something else; a part has one column, and a column is one part. */
export function withPart(columns: Columns, column: string, part: Part | undefined): NonNullable<Columns> {
  const others = Object.entries(columns ?? {}).filter(([name, where]) => name !== part && where !== column);
  return { ...Object.fromEntries(others), ...(part && { [part]: column }) };
}
