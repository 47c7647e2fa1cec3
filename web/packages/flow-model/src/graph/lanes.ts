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

/** How deep sub-processes may lie in each other. */
const mostNested = 16;

/** The lane of a sub-process is that of the first thing done in it. */
function laneInside(flow: Flow, order: readonly string[], key: string, by: LanesBy, depth = mostNested): string {
  for (const each of depth > 0 ? order : []) {
    const node = flow.nodes[each];
    if (node?.parent !== key) continue;
    const lane = node.kind === "subprocess" ? laneInside(flow, order, each, by, depth - 1) : ownLane(node, by);
    if (lane) return lane;
  }
  return "";
}

/** In which lane each node stands: its own, else that of what leads to it; nodes in the order of the flow. */
export function lanesOf(flow: Flow, by: LanesBy): ReadonlyMap<string, string> {
  const order = [...layersOf(flow).keys()];
  const lanes = new Map(
    order.map((key) => {
      const node = flow.nodes[key];
      if (!node) return [key, ""];
      return [key, (node.kind === "subprocess" && laneInside(flow, order, key, by)) || ownLane(node, by)];
    }),
  );
  const first = order.map((key) => lanes.get(key)).find((lane) => lane !== "") ?? "";
  for (const key of order) {
    if (lanes.get(key)) continue;
    const { attached_to: host, parent } = flow.nodes[key] ?? {};
    const before = host ?? flow.edges.find((edge) => edge.target === key && !edge.back)?.source ?? parent;
    lanes.set(key, (before === undefined ? "" : lanes.get(before)) || first);
  }
  return lanes;
}
