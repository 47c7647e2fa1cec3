/** Edits of the flow as a graph, for those who draw it freely: nothing is mended but what would dangle. */
import type { Bundle, Canvas, Edge, Flow, Node } from "../bundle";
import { insideOf } from "./inside";

/** A node with what grows from it: what a starter makes. */
interface Sprout {
  readonly key: string;
  readonly node: Node;
  readonly ways: readonly { readonly edge: Edge; readonly body: readonly Sprout[] }[];
  readonly join?: Sprout | undefined;
  readonly inside: readonly Sprout[];
}

const withFlow = (bundle: Bundle, flow: Flow): Bundle => ({ ...bundle, flow });

/** Gives keys that nothing in the flow has, each once. */
export function keysFor(flow: Flow): { readonly fresh: (base: string) => string } {
  const taken = new Set([...Object.keys(flow.nodes), ...flow.edges.map(({ key }) => key)]);
  const fresh = (base: string) => {
    let key = base;
    for (let count = 2; taken.has(key); count += 1) key = `${base}_${count}`;
    taken.add(key);
    return key;
  };
  return { fresh };
}

export function changeNode(bundle: Bundle, key: string, change: (node: Node) => Node): Bundle {
  const node = bundle.flow.nodes[key];
  return node ? withFlow(bundle, { ...bundle.flow, nodes: { ...bundle.flow.nodes, [key]: change(node) } }) : bundle;
}

export function changeEdge(bundle: Bundle, key: string, change: (edge: Edge) => Edge): Bundle {
  const edges = bundle.flow.edges.map((edge) => (edge.key === key ? change(edge) : edge));
  return withFlow(bundle, { ...bundle.flow, edges });
}

/** Puts what a starter made beside the others, in a sub-process or in none: its nodes, and those of its edges that lead somewhere. */
export function addPlace(bundle: Bundle, place: Sprout, parent = ""): Bundle {
  const nodes: Record<string, Node> = { ...bundle.flow.nodes };
  const edges: Edge[] = [...bundle.flow.edges];
  const within = (node: Node): Node => (parent && node.parent === undefined ? { ...node, parent } : node);
  const unfold = (each: Sprout): void => {
    nodes[each.key] = within(each.node);
    if (each.join) nodes[each.join.key] = within(each.join.node);
    for (const [index, inner] of each.inside.entries()) {
      unfold(inner);
      const next = each.inside[index + 1];
      if (next) edges.push(...inner.ways.map(({ edge }) => ({ ...edge, source: inner.key, target: next.key })));
    }
    for (const { edge, body } of each.ways) {
      const [first] = body;
      const last = body.at(-1);
      if (!first || !last) continue;
      edges.push({ ...edge, source: each.key, target: first.key });
      body.forEach(unfold);
      const [out] = last.ways;
      if (each.join && out) edges.push({ ...out.edge, source: last.key, target: each.join.key });
    }
  };
  unfold(place);
  return withFlow(bundle, { ...bundle.flow, nodes, edges });
}

/** Draws an edge; one that is there already, would end in a start, or lead over a sub-process's border, is not drawn. */
export function connect(bundle: Bundle, source: string, target: string): Bundle {
  const { nodes, edges } = bundle.flow;
  const isThere = edges.some((edge) => edge.source === source && edge.target === target);
  const isWithin = (nodes[source]?.parent ?? "") === (nodes[target]?.parent ?? "");
  if (isThere || source === target || !isWithin || !canStart(nodes[source]) || !canEnd(nodes[target])) return bundle;
  const key = keysFor(bundle.flow).fresh("way");
  return withFlow(bundle, { ...bundle.flow, edges: [...edges, { key, source, target }] });
}

const canStart = (node: Node | undefined) => node !== undefined && node.kind !== "end";
const canEnd = (node: Node | undefined) => node !== undefined && node.kind !== "start" && node.kind !== "boundary";

export function disconnect(bundle: Bundle, key: string): Bundle {
  return withFlow(bundle, { ...bundle.flow, edges: bundle.flow.edges.filter((edge) => edge.key !== key) });
}

/** Takes a node out with what sits on it and lies in it; where one way led to it and one on, the first leads on. */
export function removeNode(bundle: Bundle, key: string): Bundle {
  const { [key]: gone, ...others } = bundle.flow.nodes;
  if (!gone) return bundle;
  const borders = Object.keys(others).filter((each) => others[each]?.attached_to === key);
  const lost = new Set([key, ...borders, ...insideOf(bundle.flow, key)]);
  const nodes = Object.fromEntries(Object.entries(others).filter(([each]) => !lost.has(each)));
  const edges = bridged(bundle.flow.edges, key).filter(({ source, target }) => !lost.has(source) && !lost.has(target));
  const { reopen_to: reopened, ...flow } = bundle.flow;
  const kept = reopened !== undefined && !lost.has(reopened) ? { reopen_to: reopened } : {};
  return [...lost].reduce(forgetPlace, withFlow(bundle, { ...flow, ...kept, nodes, edges }));
}

function bridged(edges: readonly Edge[], key: string): readonly Edge[] {
  const into = edges.filter(({ target, back }) => target === key && !back);
  const on = edges.filter(({ source, back }) => source === key && !back);
  const [next] = on;
  if (!next || on.length > 1) return edges;
  return edges.map((edge) => (into.includes(edge) ? { ...edge, target: next.target } : edge));
}

/** Where a node stands on the canvas; y from the top of its lane. Positions are no part of the process. */
export function putAt(bundle: Bundle, key: string, { x, y }: { readonly x: number; readonly y: number }): Bundle {
  const nodes = { ...bundle.canvas?.nodes, [key]: { x: Math.round(x), y: Math.round(y) } };
  return { ...bundle, canvas: { ...bundle.canvas, nodes } };
}

function forgetPlace(bundle: Bundle, key: string): Bundle {
  if (!bundle.canvas?.nodes?.[key]) return bundle;
  const { [key]: _gone, ...nodes } = bundle.canvas.nodes;
  return { ...bundle, canvas: { ...bundle.canvas, nodes } };
}

/** Lanes by stage or by who acts; places in other lanes mean nothing there, so all are laid out anew. */
export function laneBy(bundle: Bundle, by: NonNullable<Canvas["by"]>): Bundle {
  return { ...bundle, canvas: { by } };
}

/** Forgets where somebody put the nodes. */
export function tidy(bundle: Bundle): Bundle {
  const { nodes: _nodes, ...canvas } = bundle.canvas ?? {};
  return { ...bundle, canvas };
}
