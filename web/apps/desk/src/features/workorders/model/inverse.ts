import type { Act, OrderDetail } from "@gongdan/api/shapes";

/** The act that takes another one back. */
export interface Inverse {
  readonly act: Act;
  readonly body: Readonly<Record<string, unknown>>;
}

const standing = (order: OrderDetail) => {
  const { title, description, place, urgency, impact, due_at, tags, asset, customer_id, location } = order;
  const where = { latitude: location?.latitude ?? null, longitude: location?.longitude ?? null };
  return { title, description, place, urgency, impact, due_at, tags, asset: asset?.id ?? null, customer: customer_id, location: where };
};

/** The order's own facts as they stood, as far as they were changed. */
function standingBefore(before: OrderDetail, after: OrderDetail): Readonly<Record<string, unknown>> {
  const now: Readonly<Record<string, unknown>> = standing(after);
  return Object.fromEntries(Object.entries(standing(before)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name])));
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
