import type { Edge, Flow, Node } from "./bundle";
import { inOrder, meetings } from "./meetings";
import type { Place, Seq, Tree, Way } from "./tree";

/** Why a place keeps a flow from being drawn as a tree. */
export interface Untreeable {
  readonly place: string;
  readonly why: "begins" | "loops" | "crosses" | "join" | "gathers" | "unreached" | "dangles";
}

interface Graph {
  readonly flow: Flow;
  readonly out: ReadonlyMap<string, readonly Edge[]>;
  readonly borders: ReadonlyMap<string, readonly string[]>;
  readonly meets: ReadonlyMap<string, string | undefined>;
  readonly seen: Set<string>;
  readonly faults: Untreeable[];
}

/** The flow as a tree, or the places that forbid it: branches that cross, loops that are not marked as ways back. */
export function treeOf(flow: Flow): Tree | { readonly untreeable: readonly Untreeable[] } {
  const begins = Object.keys(flow.nodes).filter((key) => isStart(flow, key, ""));
  const [start] = begins;
  if (start === undefined || begins.length > 1) return { untreeable: [{ place: "nodes", why: "begins" }] };
  const dangling = flow.edges.filter(({ source, target }) => !flow.nodes[source] || !flow.nodes[target]);
  const doubled = flow.edges.filter(({ key }, index) => flow.edges.findIndex((edge) => edge.key === key) < index);
  dangling.push(...doubled);
  if (dangling.length > 0) return { untreeable: dangling.map(({ key }) => ({ place: `edges/${key}`, why: "dangles" })) };
  const graph = graphOf(flow);
  const main = graph.faults.length > 0 ? [] : sequence(graph, start, undefined);
  if (graph.faults.length === 0) {
    for (const key of Object.keys(flow.nodes)) if (!graph.seen.has(key)) graph.faults.push({ place: `nodes/${key}`, why: "unreached" });
  }
  if (graph.faults.length > 0) return { untreeable: graph.faults };
  const { nodes, edges, ...rest } = flow;
  return { main, rest, nodeOrder: Object.keys(nodes), edgeOrder: edges.map(({ key }) => key) };
}

function isStart(flow: Flow, key: string, parent: string): boolean {
  const node = flow.nodes[key];
  return node?.kind === "start" && (node.parent ?? "") === parent;
}

function graphOf(flow: Flow): Graph {
  const keys = Object.keys(flow.nodes);
  const out = grouped(flow.edges, ({ source }) => source);
  const borders = new Map<string, string[]>();
  for (const [key, { kind, attached_to: host = "" }] of Object.entries(flow.nodes)) {
    if (kind === "boundary") borders.set(host, [...(borders.get(host) ?? []), key]);
  }
  const next = new Map(
    keys.map((key) => [key, [...targets(out.get(key)), ...(borders.get(key) ?? []).filter((each) => interrupts(flow.nodes[each]))]]),
  );
  const order = inOrder(keys, next);
  const ends = new Set(keys.filter((key) => flow.nodes[key]?.kind === "end"));
  const faults = keys.flatMap((key) => oddities(key, flow, order.length < keys.length && !order.includes(key)));
  return { flow, out, borders, meets: meetings(order, next, ends), seen: new Set(), faults };
}

function oddities(key: string, { nodes, edges }: Flow, looping: boolean): readonly Untreeable[] {
  if (looping) return [{ place: `nodes/${key}`, why: "loops" }];
  const node = nodes[key];
  const forks = (node?.takes_all ?? false) && edges.filter(({ source }) => source === key).length > 1;
  return (node?.gathers ?? false) || forks ? [{ place: `nodes/${key}`, why: "gathers" }] : [];
}

const interrupts = (node: Node | undefined) => node?.interrupting !== false;
const targets = (edges: readonly Edge[] = []) => edges.filter(({ back }) => back !== true).map(({ target }) => target);

function grouped<T>(things: readonly T[], by: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) found.set(by(thing), [...(found.get(by(thing)) ?? []), thing]);
  return found;
}

function sequence(graph: Graph, from: string, stop: string | undefined): Seq {
  const found: Place[] = [];
  let at: string | undefined = from;
  while (at !== undefined && at !== stop) {
    if (graph.seen.has(at)) {
      graph.faults.push({ place: `nodes/${at}`, why: "crosses" });
      return found;
    }
    const [place, after] = placeAt(graph, at);
    found.push(place);
    at = after;
  }
  return found;
}

/** The place of a node, with all that stands below it, and the node where its branches meet again. */
function placeAt(graph: Graph, key: string): readonly [Place, string | undefined] {
  const { flow, out } = graph;
  graph.seen.add(key);
  const node = flow.nodes[key] as Node;
  const [only, ...more] = targets(out.get(key));
  // a way that only leads back meets nobody: then what follows its one way simply follows
  const meets = graph.meets.get(key) ?? (more.length === 0 && !graph.meets.has(key) ? only : undefined);
  const ways = waysOf(graph, key, meets);
  const borders = (graph.borders.get(key) ?? []).map((border) => borderAt(graph, border, meets));
  const begin = Object.keys(flow.nodes).find((each) => node.kind === "subprocess" && isStart(flow, each, key));
  const inside = begin === undefined ? [] : sequence(graph, begin, undefined);
  const place: Place = { key, node, ways, borders, inside };
  if (node.kind !== "parallel" && node.kind !== "inclusive") return [place, meets];
  return joined(graph, place, meets);
}

function waysOf(graph: Graph, key: string, meets: string | undefined): readonly Way[] {
  return (graph.out.get(key) ?? []).map((edge) => ({
    edge,
    body: edge.back === true ? [] : sequence(graph, edge.target, meets),
  }));
}

function borderAt(graph: Graph, key: string, meets: string | undefined): Place {
  graph.seen.add(key);
  const node = graph.flow.nodes[key] as Node;
  return { key, node, ways: waysOf(graph, key, interrupts(node) ? meets : undefined), borders: [], inside: [] };
}

function joined(graph: Graph, fork: Place, at: string | undefined): readonly [Place, string | undefined] {
  const node = at === undefined ? undefined : graph.flow.nodes[at];
  if (at === undefined || node?.kind !== "join" || node.joins !== fork.key || graph.seen.has(at)) {
    graph.faults.push({ place: `nodes/${fork.key}`, why: "join" });
    return [fork, undefined];
  }
  const [join, after] = placeAt(graph, at);
  return [{ ...fork, join }, after];
}
