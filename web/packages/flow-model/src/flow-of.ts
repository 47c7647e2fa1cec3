import type { Edge, Flow, Node } from "./bundle";
import { isBack, type Place, type Seq, type Tree } from "./tree";

interface Made {
  readonly nodes: Map<string, Node>;
  readonly edges: Map<string, Edge>;
}

/** The flow of a tree; with `treeOf` it is the same document again, to the order of its members. */
export function flowOf(tree: Tree): Flow {
  const made: Made = { nodes: new Map(), edges: new Map() };
  follow(made, tree.main, undefined);
  const nodes = inOldOrder([...made.nodes.keys()], tree.nodeOrder).map((key) => [key, made.nodes.get(key)] as const);
  const edges = inOldOrder([...made.edges.keys()], tree.edgeOrder).map((key) => made.edges.get(key) as Edge);
  return { ...tree.rest, nodes: Object.fromEntries(nodes) as Flow["nodes"], edges: byTurns(edges, [...made.edges.values()]) };
}

function follow(made: Made, seq: Seq, after: string | undefined): void {
  for (const [index, place] of seq.entries()) put(made, place, seq[index + 1]?.key ?? after);
}

function put(made: Made, place: Place, after: string | undefined): void {
  const meets = place.join?.key ?? after;
  made.nodes.set(place.key, place.node);
  for (const way of place.ways) {
    const target = isBack(way) ? way.edge.target : (way.body[0]?.key ?? meets);
    if (target !== undefined) made.edges.set(way.edge.key, { ...way.edge, source: place.key, target });
    follow(made, way.body, meets);
  }
  for (const border of place.borders) put(made, border, border.node.interrupting === false ? undefined : meets);
  follow(made, place.inside, undefined);
  if (place.join) put(made, place.join, after);
}

/** Those that were there before keep their order; a new one stands after the one before it in the tree. */
function inOldOrder(keys: readonly string[], old: readonly string[]): readonly string[] {
  const here = new Set(keys);
  const before = new Set(old);
  const order = old.filter((key) => here.has(key));
  for (const [index, key] of keys.entries()) {
    if (before.has(key)) continue;
    const previous = keys[index - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  }
  return order;
}

/** Edges are tried in their order: those of one source stand in the order that the tree gives them. */
function byTurns(edges: readonly Edge[], wanted: readonly Edge[]): readonly Edge[] {
  const turns = new Map<string, Edge[]>();
  for (const edge of wanted) turns.set(edge.source, [...(turns.get(edge.source) ?? []), edge]);
  return edges.map(({ source }) => turns.get(source)?.shift() as Edge);
}
