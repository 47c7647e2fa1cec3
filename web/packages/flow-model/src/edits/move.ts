import type { Stage } from "../bundle";
import { holdsStage, rankOf, stageAfter, stageBefore, stageOrder } from "../stage-of";
import { mapPlace, mapPlaces, mapSeqOf, type Spot, spotOf, type Tree } from "../tree";
import { healed } from "./heal";
import { type Anchor, canInsert, put } from "./insert";
import { lost, type Stays } from "./remove";

/**
 * Moves a place one further up or down, past a neighbour with all its branches, or out of its branch. Where it can't
 * go, or an order would lose a stage by it, the tree comes back as it was.
 */
export function moveBy(tree: Tree, key: string, by: 1 | -1): Tree {
  const spot = spotOf(tree, key);
  if (!spot) return tree;
  const target = spot.seq[spot.index + by];
  if (target) return swapped(tree, spot, by);
  const around = spot.trail.at(-1);
  if (!around || around.place.join) return tree;
  const previous = around.seq[around.index - 1];
  if (by === 1) return moveTo(tree, key, { after: around.place.key });
  return previous ? moveTo(tree, key, { after: previous.key }) : tree;
}

function swapped(tree: Tree, { place, index, seq }: Spot, by: 1 | -1): Tree {
  const anchor = by === 1 ? seq[index + 1] : seq[index - 2];
  return anchor ? moveTo(tree, place.key, { after: anchor.key }) : tree;
}

/** Moves a place with its branches to somewhere else. */
export function moveTo(tree: Tree, key: string, anchor: Anchor): Tree {
  return moveStays(tree, key, anchor) === undefined ? moved(tree, key, anchor) : tree;
}

/** What keeps a place from being moved somewhere (undefined: nothing). */
export function moveStays(tree: Tree, key: string, anchor: Anchor): Stays | undefined {
  const place = spotOf(tree, key)?.place;
  if (!place || place.node.kind === "start") return "begins";
  if (place.node.kind === "end") return "ends";
  if (place.node.opens || !canInsert(tree, anchor)) return "opens";
  const after = moved(tree, key, anchor);
  return spotOf(after, key) ? lost(tree, after) : "ends";
}

function moved(tree: Tree, key: string, anchor: Anchor): Tree {
  const place = spotOf(tree, key)?.place;
  if (!place || ("after" in anchor && anchor.after === key)) return tree;
  const without = mapSeqOf(tree, key, (seq, index) => seq.toSpliced(index, 1));
  return healed(restaged(put(without, anchor, [place]), key));
}

/** A step that was moved belongs to a stage between those around it; all others keep theirs. */
export function restaged(tree: Tree, key: string): Tree {
  const spot = spotOf(tree, key);
  if (!spot) return tree;
  const low = Math.max(rankOf(stageBefore(spot.seq, spot.index, spot.trail)), 0);
  const next = stageAfter(spot.seq, spot.index + 1, spot.trail);
  const high = next ? Math.max(rankOf(next), low) : stageOrder.length - 1;
  const fit = (stage: Stage): Stage => stageOrder[Math.min(Math.max(rankOf(stage), low), high)] ?? stage;
  const own = new Set(keysIn(spot));
  return mapPlaces(tree, (each) =>
    own.has(each.key) && each.node.stage && holdsStage(each.node.kind)
      ? { ...each, node: { ...each.node, stage: fit(each.node.stage) } }
      : each,
  );
}

function keysIn({ place }: Spot): readonly string[] {
  const found: string[] = [];
  mapPlaces({ main: [place], rest: {}, nodeOrder: [], edgeOrder: [] }, (each) => {
    found.push(each.key);
    return each;
  });
  return found;
}

/** Sets what a node says of itself. */
export function setNode(tree: Tree, key: string, change: (node: Spot["place"]["node"]) => Spot["place"]["node"]): Tree {
  return mapPlace(tree, key, (place) => ({ ...place, node: change(place.node) }));
}
