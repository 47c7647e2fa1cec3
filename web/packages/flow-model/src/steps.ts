import type { Flow, Node } from "./bundle";
import { layersOf } from "./graph/layers";

/** The steps that people do, in the order in which an order comes to them. */
export function stepsOf(flow: Flow): readonly (readonly [string, Node])[] {
  const layers = layersOf(flow);
  return Object.entries(flow.nodes)
    .filter(([, { kind }]) => kind === "user")
    .toSorted(([one], [other]) => (layers.get(one) ?? 0) - (layers.get(other) ?? 0));
}
