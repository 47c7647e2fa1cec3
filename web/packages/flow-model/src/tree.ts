import type { Edge, Loose, Node } from "./bundle";

/**
 * A flow as people read it: one thing after another, branches side by side, each place with what belongs to it.
 * Nothing of the flow is lost in it: nodes and edges stand here with their keys and all their members.
 */
export interface Tree {
  /** From the start node on. */
  readonly main: Seq;
  /** The flow's other members (`reopen_to`, `variables`, what we don't know). */
  readonly rest: Loose;
  /** In which order the document had them, so that an edit moves nothing else in it. */
  readonly nodeOrder: readonly string[];
  readonly edgeOrder: readonly string[];
}

/** Places one after another; the last one leads on to what follows the sequence. */
export type Seq = readonly Place[];

/** A node with its ways, the join that closes it, the events on its border, and what stands inside it. */
export interface Place {
  readonly key: string;
  readonly node: Node;
  readonly ways: readonly Way[];
  readonly join?: Place | undefined;
  readonly borders: readonly Place[];
  readonly inside: Seq;
}

/** An edge that leaves a place; forward ones have what stands on their branch alone, ways back their target. */
export interface Way {
  readonly edge: Edge;
  readonly body: Seq;
}

export const isBack = ({ edge }: Way): boolean => edge.back === true;
export const forwards = ({ ways }: Place): readonly Way[] => ways.filter((way) => !isBack(way));
export const backs = ({ ways }: Place): readonly Way[] => ways.filter(isBack);

/** Whether branches are drawn below a place. */
export function hasBranches(place: Place): boolean {
  const on = forwards(place);
  return place.join !== undefined || on.length > 1 || on.some(({ body }) => body.length > 0);
}

/** Whether a sequence comes to something after it (an end, or nothing but ways back, does not). */
export function leadsOn(seq: Seq): boolean {
  const last = seq.at(-1);
  if (last === undefined) return true;
  return last.join !== undefined || forwards(last).some(({ body }) => leadsOn(body));
}

/** A place where it stands: in which sequence, below which places, on which branch. */
export interface Spot {
  readonly place: Place;
  readonly seq: Seq;
  readonly index: number;
  /** The places around it, outermost first. */
  readonly trail: readonly Spot[];
  /** The way (of the innermost of them) in whose body it stands. */
  readonly way?: Way | undefined;
}

/** Every place, from top to bottom and through the branches from left to right. */
export function* spots(seq: Seq, trail: readonly Spot[] = [], way?: Way): Generator<Spot> {
  for (const [index, place] of seq.entries()) {
    const spot: Spot = { place, seq, index, trail, way };
    yield spot;
    const below = [...trail, spot];
    for (const each of place.ways) yield* spots(each.body, below, each);
    for (const border of place.borders) yield* spots([border], below);
    yield* spots(place.inside, below);
  }
}

export function spotOf(tree: Tree, key: string): Spot | undefined {
  for (const spot of spots(tree.main)) if (spot.place.key === key || spot.place.join?.key === key) return spot;
  return undefined;
}

/** The place from which an edge leaves, and the way that it is. */
export function wayOf(tree: Tree, edge: string): { readonly spot: Spot; readonly way: Way } | undefined {
  for (const spot of spots(tree.main)) {
    const way = spot.place.ways.find((each) => each.edge.key === edge);
    if (way) return { spot, way };
  }
  return undefined;
}

/** The same with every sequence changed, the innermost first. */
export function mapSeqs(seq: Seq, change: (seq: Seq) => Seq): Seq {
  const inner = (place: Place): Place => ({
    ...place,
    ways: place.ways.map((way) => (way.body.length === 0 ? way : { ...way, body: mapSeqs(way.body, change) })),
    borders: place.borders.map(inner),
    inside: place.inside.length === 0 ? place.inside : mapSeqs(place.inside, change),
  });
  return change(seq.map(inner));
}

/** The same with every place changed, those on borders among them. */
export function mapPlaces(tree: Tree, change: (place: Place) => Place): Tree {
  const each = (place: Place): Place => change({ ...place, borders: place.borders.map(each) });
  return { ...tree, main: mapSeqs(tree.main, (seq) => seq.map(each)) };
}

/** The same with one place changed. */
export function mapPlace(tree: Tree, key: string, change: (place: Place) => Place): Tree {
  return mapPlaces(tree, (place) => (place.key === key ? change(place) : place));
}

/** The same with one sequence changed: the one in which a place stands. */
export function mapSeqOf(tree: Tree, key: string, change: (seq: Seq, index: number) => Seq): Tree {
  const main = mapSeqs(tree.main, (seq) => {
    const index = seq.findIndex((place) => place.key === key);
    return index < 0 ? seq : change(seq, index);
  });
  return { ...tree, main };
}
