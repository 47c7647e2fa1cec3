import type { Stage } from "../bundle";
import { stagesIn } from "../stage-of";
import { isBack, mapPlace, mapSeqOf, mapSeqs, type Place, spotOf, type Tree, wayOf } from "../tree";
import { healed } from "./heal";
import { settled } from "./outcomes";

/** Why something has to stay: it begins or ends the flow, or an order would lose one of its five stages. */
export type Stays = "begins" | "ends" | "opens" | { readonly stage: Stage };

/** What keeps a place from being taken out (undefined: nothing). */
export function stays(tree: Tree, key: string): Stays | undefined {
  const place = spotOf(tree, key)?.place;
  if (place === undefined || place.node.kind === "start") return "begins";
  if (place.node.kind === "end") return "ends";
  if (place.node.opens === true) return "opens";
  return lost(tree, remove(tree, key));
}

/** The first stage that stood in one tree and stands in the other no more. */
export function lost(before: Tree, after: Tree): Stays | undefined {
  const left = stagesIn(after);
  const stage = [...stagesIn(before)].find((each) => !left.has(each));
  return stage ? { stage } : undefined;
}

/** Takes a place out with all its branches; what led to it leads to what followed it. */
export function remove(tree: Tree, key: string): Tree {
  const borders = (place: Place): Place => ({ ...place, borders: place.borders.filter((each) => each.key !== key) });
  const without = mapSeqOf(tree, key, (seq, index) => seq.toSpliced(index, 1));
  return healed({ ...without, main: mapSeqs(without.main, (seq) => seq.map(borders)) });
}

/** Takes one branch out; where one alone is left it stands in the gateway's place, a step keeps its outcomes. */
export function removeBranch(tree: Tree, edge: string): Tree {
  const found = wayOf(tree, edge);
  if (!found || isBack(found.way)) return tree;
  const { place } = found.spot;
  const left = place.ways.filter((way) => way.edge.key !== edge);
  const [first, ...others] = left.filter((way) => !isBack(way));
  if (first === undefined) return tree;
  if (place.node.kind === "user") return healed(mapPlace(tree, place.key, (each) => settled({ ...each, ways: left })));
  if (others.length > 0) return healed(mapPlace(tree, place.key, (each) => ({ ...each, ways: withDefault(each, left) })));
  return healed(mapSeqOf(tree, place.key, (seq, index) => seq.toSpliced(index, 1, ...first.body)));
}

/** Whether a branch may be taken out without an order losing a stage. */
export function branchStays(tree: Tree, edge: string): Stays | undefined {
  return lost(tree, removeBranch(tree, edge));
}

/** Somewhere an order must go: without the default one the last way forward becomes it. */
function withDefault(place: Place, ways: Place["ways"]): Place["ways"] {
  const chooses = place.node.kind === "exclusive" || place.node.kind === "inclusive";
  if (!chooses || ways.some(({ edge }) => edge.default)) return ways;
  const last = ways.findLastIndex((way) => !isBack(way));
  return ways.map((way, index) => {
    if (index !== last) return way;
    const { condition: _condition, ...edge } = way.edge;
    return { ...way, edge: { ...edge, default: true } };
  });
}
