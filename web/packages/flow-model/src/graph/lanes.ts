import type { Canvas, Flow, Node, Rule } from "../bundle";
import { layersOf } from "./layers";

export type LanesBy = NonNullable<Canvas["by"]>;

/** The role that a rule names first ("": none). */
export function roleIn(rule: Rule | undefined, depth = 4): string {
  if (!rule || depth === 0) return "";
  if (typeof rule["role"] === "string") return rule["role"];
  const any = Array.isArray(rule["any"]) ? (rule["any"] as readonly unknown[]) : [];
  const inner = [...any, rule["else"]].filter((each): each is Rule => typeof each === "object" && each !== null);
  return inner.map((each) => roleIn(each, depth - 1)).find((role) => role !== "") ?? "";
}

const ownLane = (node: Node, by: LanesBy) => (by === "stage" ? (node.stage ?? "") : roleIn(node.assignee) || (node.accountable ?? ""));

/** In which lane each node stands: its own, else that of what leads to it; nodes in the order of the flow. */
export function lanesOf(flow: Flow, by: LanesBy): ReadonlyMap<string, string> {
  const order = [...layersOf(flow).keys()];
  const lanes = new Map(order.map((key) => [key, flow.nodes[key] ? ownLane(flow.nodes[key], by) : ""]));
  const first = order.map((key) => lanes.get(key)).find((lane) => lane !== "") ?? "";
  for (const key of order) {
    if (lanes.get(key)) continue;
    const before = flow.nodes[key]?.attached_to ?? flow.edges.find((edge) => edge.target === key && !edge.back)?.source;
    lanes.set(key, (before === undefined ? "" : lanes.get(before)) || first);
  }
  return lanes;
}
