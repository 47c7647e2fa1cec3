// The five-step loop in its simplest form, for looking at screens. The real rules live on the server.
import { forms, named, record } from "./seed.mjs";

const who = { report: ["requester", "resubmit"], accept: ["dispatcher", "accept"], execute: ["technician", "complete"], verify: ["requester", "verify"], archive: ["supervisor", "archive"] };
const next = { accept: "execute", complete: "verify", archive: "archive", resubmit: "accept" };
const events = { accept: "OrderAccepted", resubmit: "OrderResubmitted", assign: "OrderAssigned", claim: "OrderClaimed", transfer: "OrderTransferred", complete: "WorkCompleted", verify: "OrderVerified", archive: "OrderArchived", reject: "OrderRejected", return: "OrderReturned", suspend: "OrderSuspended", resume: "OrderResumed", cancel: "OrderCancelled", reopen: "OrderReopened" };

export function waiting(order) {
  if (order.status !== "open") return { role: "", who: null, since: order.updated_at, act: "" };
  const [role, act] = who[order.stage];
  const person = order.stage === "execute" ? order.assignee : order.stage === "verify" || order.stage === "report" ? order.reporter : null;
  return { role, who: person, since: order.updated_at, act };
}

export function actsFor(order, user, locale) {
  const offer = (act, danger = false) => ({ act, node: "", form: forms(locale)[act] ?? null, outcomes: act === "verify" ? ["passed", "rejected"] : [], exclusive: true, danger });
  if (order.status === "archived") return [offer("reopen")];
  if (order.status === "cancelled") return [];
  if (order.status === "suspended") return [offer("resume"), offer("cancel", true)];
  const [role, act] = who[order.stage];
  const mine = user.roles.includes(role) || user.roles.includes("supervisor");
  const step = mine ? [offer(act)] : [];
  if (user.roles[0] === "requester") return [...step, offer("cancel", true)];
  const hands = order.stage === "execute" ? [offer("transfer")] : [];
  return [...step, ...hands, ...(order.stage === "execute" ? [offer("reject")] : []), offer("return"), offer("suspend"), offer("cancel", true)];
}

export function apply(order, act, body, user) {
  const stage = order.stage;
  if (next[act]) order.stage = next[act];
  if (act === "verify") order.stage = body.outcome === "passed" ? "archive" : "execute";
  if (act === "reject") order.stage = body.to;
  if (act === "return") order.stage = "report";
  if (act === "reopen") order.stage = "execute";
  if (act === "archive") [order.status, order.ended] = ["archived", true];
  if (act === "suspend") order.status = "suspended";
  if (act === "resume" || act === "reopen") [order.status, order.ended] = ["open", false];
  if (act === "cancel") [order.status, order.ended] = ["cancelled", true];
  const hands = body.assignee ?? body.to;
  if (["accept", "assign", "transfer"].includes(act) && hands) order.assignee = named(hands);
  order.node = order.stage;
  if (!order.visited.includes(order.node)) order.visited.push(order.node);
  order.data = { ...order.data, ...body.data };
  order.updated_at = new Date().toISOString();
  record(order, events[act], user.id, { stage, node: stage, reason: body.reason ?? "", facts: { outcome: body.outcome, assignee: order.assignee } });
  order.version = order.timeline.length;
}
