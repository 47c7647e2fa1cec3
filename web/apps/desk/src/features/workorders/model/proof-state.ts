import type { TimelineItem } from "@gongdan/api/shapes";
import type { CheckedEvent, Report } from "@gongdan/proof/check-bundle";

/**
 * What the proof says about one entry of the timeline. "different": the entry as it is shown is not the
 * event that was proved; "broken": the proof itself does not hold there.
 */
export type ProofState = "unchecked" | "verified" | "unsigned" | "different" | "broken";

/** Microseconds since 1970 of a moment as the server writes it, up to six digits behind the second. */
export function microseconds(at: string): number {
  const fraction = /\.(\d{1,6})/.exec(at)?.[1] ?? "";
  return Math.floor(Date.parse(at) / 1000) * 1_000_000 + Number(fraction.padEnd(6, "0"));
}

interface Body {
  readonly type?: unknown;
  readonly actor?: { readonly id?: unknown };
}

function bodyOf(event: CheckedEvent): Body {
  try {
    return JSON.parse(new TextDecoder().decode(event.body)) as Body;
  } catch {
    return {};
  }
}

/** Whether what is shown is what was proved: the same hash, instant, kind of event and person. */
function fits(item: TimelineItem, event: CheckedEvent): boolean {
  const { type, actor } = bodyOf(event);
  const person = item.origin === "import" || (actor?.id ?? null) === item.actor.id;
  return event.hash === item.hash && event.recordedAtUs === microseconds(item.at) && type === item.type && person;
}

/** What a report says about an entry. `order` and `tenant` are those of the page: a proof of another order proves nothing here. */
export function proofState(item: TimelineItem, report: Report | undefined, { order, tenant }: { order: string; tenant: string }): ProofState {
  if (!report) return "unchecked";
  if (report.stream !== order || report.tenant !== tenant) return "broken";
  const event = report.events.find(({ seq }) => seq === item.seq);
  if (!event) return report.fault ? "broken" : "unsigned";
  if (!fits(item, event)) return "different";
  return event.signed ? "verified" : "unsigned";
}
