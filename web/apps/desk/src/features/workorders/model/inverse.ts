import type { Act, OrderDetail } from "@gongdan/api/shapes";

/** The act that takes another one back. */
export interface Inverse {
  readonly act: Act;
  readonly body: Readonly<Record<string, unknown>>;
}

const amendable = ["title", "description", "place", "urgency", "impact", "due_at"] as const;

/** The order's own facts as they stood, as far as they were changed; a due time can't be taken away again. */
function standingBefore(before: OrderDetail, after: OrderDetail): Readonly<Record<string, unknown>> {
  const changed = amendable.filter((name) => before[name] !== after[name] && before[name] !== null);
  return Object.fromEntries(changed.map((name) => [name, before[name]]));
}

function candidate(act: Act, before: OrderDetail, after: OrderDetail): Inverse | undefined {
  switch (act) {
    case "suspend":
      return { act: "resume", body: {} };
    case "resume":
      return before.reason ? { act: "suspend", body: { reason: before.reason } } : undefined;
    case "assign":
    case "transfer":
      return before.assignee?.id ? { act: "assign", body: { to: before.assignee.id } } : undefined;
    case "amend": {
      const body = standingBefore(before, after);
      return Object.keys(body).length > 0 ? { act, body } : undefined;
    }
    default:
      return undefined;
  }
}

/** How an act is taken back, if it has a way back and the reader may go it; the timeline keeps both. */
export function inverseOf(act: Act, before: OrderDetail, after: OrderDetail): Inverse | undefined {
  const found = candidate(act, before, after);
  return found && after.acts.some((each) => each.act === found.act) ? found : undefined;
}
