import { keysOf } from "../keys";
import { stageAfter, stageBefore, stageFor } from "../stage-of";
import { judges, type Offer, starter } from "../starters";
import { hasBranches, isBack, leadsOn, mapPlace, mapPlaces, mapSeqOf, type Place, type Seq, type Spot, spotOf, type Tree, wayOf } from "../tree";
import { stepsBefore } from "./heal";

/** Where something is put: after a place (and all its branches), or at the head of a branch. */
export type Anchor = { readonly after: string } | { readonly branch: string };

export interface Inserted {
  readonly tree: Tree;
  /** The place that is new; undefined where nothing could be put. */
  readonly key?: string;
}

/** Puts something new; its stage follows from where it stands, and a refusal leads back to the nearest step. */
export function insert(tree: Tree, anchor: Anchor, kind: Offer): Inserted {
  const gap = gapAt(tree, anchor);
  if (gap === undefined || !canInsert(tree, anchor)) return { tree };
  if (kind === "copies") return copied(tree, gap);
  const stage = stageFor(judges(kind), stageBefore(gap.seq, gap.index, gap.trail), stageAfter(gap.seq, gap.index, gap.trail));
  const keys = keysOf(tree);
  const place = starter(kind, keys, stage);
  const first = put(tree, anchor, [place]);
  const [refusedTo] = judges(kind) ? stepsBefore(first, place.key) : [];
  if (refusedTo === undefined) return { tree: first, key: place.key };
  const judged = starter(kind, keysOf(tree), stage, refusedTo.key);
  return { tree: put(tree, anchor, [judged]), key: judged.key };
}

/** Whether something may stand there: not before the step that opens an order, not after an end. */
export function canInsert(tree: Tree, anchor: Anchor): boolean {
  const gap = gapAt(tree, anchor);
  if (gap === undefined) return false;
  return gap.seq[gap.index]?.node.opens !== true && leadsOn(gap.seq.slice(0, gap.index));
}

interface Gap {
  readonly seq: Seq;
  readonly index: number;
  readonly trail: readonly Spot[];
}

export function gapAt(tree: Tree, anchor: Anchor): Gap | undefined {
  if ("after" in anchor) {
    const spot = spotOf(tree, anchor.after);
    return spot && { seq: spot.seq, index: spot.index + 1, trail: spot.trail };
  }
  const found = wayOf(tree, anchor.branch);
  if (found && !hasBranches(found.spot.place)) return isBack(found.way) ? undefined : gapAt(tree, { after: found.spot.place.key });
  return found && !isBack(found.way) ? { seq: found.way.body, index: 0, trail: [...found.spot.trail, found.spot] } : undefined;
}

/** Puts places where they are wanted, as they are. */
export function put(tree: Tree, anchor: Anchor, wanted: readonly Place[]): Tree {
  const places = adopted(wanted, parentAt(gapAt(tree, anchor)));
  const plain = "branch" in anchor ? wayOf(tree, anchor.branch)?.spot.place : undefined;
  if (plain && !hasBranches(plain)) return put(tree, { after: plain.key }, places);
  if ("after" in anchor) {
    const key = spotOf(tree, anchor.after)?.place.key ?? anchor.after;
    return mapSeqOf(tree, key, (seq, index) => seq.toSpliced(index + 1, 0, ...places));
  }
  return mapPlaces(tree, (place) => ({
    ...place,
    ways: place.ways.map((way) => (way.edge.key === anchor.branch ? { ...way, body: [...places, ...way.body] } : way)),
  }));
}

/** The sub-process in which something put there lies ("": none). */
function parentAt(gap: Gap | undefined): string {
  const beside = gap?.seq[0]?.node ?? gap?.trail.at(-1)?.place.node;
  return beside?.parent ?? "";
}

/** The places as they lie in a sub-process ("": in none), with all that hangs on them; what is inside one of them stays there. */
function adopted(places: readonly Place[], parent: string): readonly Place[] {
  return places.map((place) => adoptedOne(place, parent));
}

function adoptedOne(place: Place, parent: string): Place {
  const { parent: before = "", ...node } = place.node;
  return {
    ...place,
    ...(before !== parent && { node: parent ? { ...node, parent } : node }),
    ways: place.ways.map((way) => (way.body.length === 0 ? way : { ...way, body: adopted(way.body, parent) })),
    borders: adopted(place.borders, parent),
    inside: adopted(place.inside, place.key),
    ...(place.join && { join: adoptedOne(place.join, parent) }),
  };
}

/** Whether copies may go out there: a step follows that sends none yet. */
export function canCopy(tree: Tree, anchor: Anchor): boolean {
  const gap = gapAt(tree, anchor);
  const node = gap?.seq[gap.index]?.node;
  return node?.kind === "user" && node.copies === undefined;
}

function copied(tree: Tree, { seq, index }: Gap): Inserted {
  const next = seq[index];
  if (next?.node.kind !== "user" || next.node.copies) return { tree };
  const told = mapPlace(tree, next.key, (place) => ({ ...place, node: { ...place.node, copies: { reporter: true } } }));
  return { tree: told, key: next.key };
}
