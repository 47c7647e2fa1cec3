import type { OrderRow } from "@gongdan/api/shapes";
import { type Reader } from "./waiting";

export interface Today {
  readonly waiting: readonly OrderRow[];
  readonly late: readonly OrderRow[];
  readonly reported: readonly OrderRow[];
}

type Lists = Readonly<Record<"open" | "mine" | "reported", readonly OrderRow[]>>;

function waitsFor({ waiting }: OrderRow, reader: Reader): boolean {
  if (waiting.who) return waiting.who.id === reader.id;
  return reader.roles.includes(waiting.role);
}

/** What the day asks of a reader: what waits for them, longest first; what is late; what they reported. */
export function todayOf({ open, mine, reported }: Lists, reader: Reader, now: Date): Today {
  const seen = new Map([...mine, ...open].map((row) => [row.id, row]));
  const waiting = [...seen.values()]
    .filter((row) => waitsFor(row, reader))
    .sort((one, other) => Date.parse(one.waiting.since) - Date.parse(other.waiting.since));
  const late = [...seen.values()]
    .filter((row) => row.due_at !== null && Date.parse(row.due_at) < now.getTime())
    .sort((one, other) => Date.parse(one.due_at ?? "") - Date.parse(other.due_at ?? ""));
  return { waiting, late, reported };
}
