import type { Holding, TimelineItem } from "@gongdan/api/shapes";

/** One entry of the history as it is shown. */
export interface Entry {
  readonly item: TimelineItem;
  /** How long nothing happened before it, in ms; 0 for the first. */
  readonly quietFor: number;
  /** Who had the order in hand from here on, where that changed. */
  readonly holding: Holding | undefined;
}

export const laneKinds = ["acts", "comments", "evidence"] as const;
export type LaneKind = (typeof laneKinds)[number];

const evidence: ReadonlySet<string> = new Set(["EvidenceAdded", "CheckedIn", "OrderSigned"]);

/** What an entry is to its reader: something done, something said, or something shown as proof of the work. */
export function kindOf({ type }: Pick<TimelineItem, "type">): LaneKind {
  if (type === "CommentAdded") return "comments";
  return evidence.has(type) ? "evidence" : "acts";
}

/** The entries of one day in the reader's zone, `day` as YYYY-MM-DD. */
export interface Day {
  readonly day: string;
  readonly entries: readonly Entry[];
}

function dayIn(zone: string): (at: string) => string {
  const words = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone: zone });
  return (at) => words.format(new Date(at));
}

/** Lays a history out by days, the newest first. Order comes from `seq` alone, never from a clock. */
export function lane(items: readonly TimelineItem[], zone: string, holders: readonly Holding[] = []): readonly Day[] {
  const from = new Map(holders.map((holding) => [holding.from_seq, holding]));
  const sorted = [...items].sort((a, b) => a.seq - b.seq);
  const dayOf = dayIn(zone);
  const days: { day: string; entries: Entry[] }[] = [];
  sorted.forEach((item, index) => {
    const before = sorted[index - 1];
    const quietFor = before ? Math.max(0, new Date(item.at).getTime() - new Date(before.at).getTime()) : 0;
    const day = dayOf(item.at);
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] });
    days.at(-1)?.entries.push({ item, quietFor, holding: from.get(item.seq) });
  });
  return days.reverse().map(({ day, entries }) => ({ day, entries: entries.reverse() }));
}

/** A hash short enough to compare by eye. */
export function shortHash(hash: string): string {
  return hash.length > 12 ? hash.slice(0, 12) : hash;
}
