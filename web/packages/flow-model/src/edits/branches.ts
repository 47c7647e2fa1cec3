import type { Edge } from "../bundle";
import type { Words } from "../words";
import { keysOf } from "../keys";
import { plainWay, starterTitle } from "../starters";
import { isBack, mapPlace, mapPlaces, type Place, type Tree, type Way, wayOf } from "../tree";

export interface Branched {
  readonly tree: Tree;
  readonly edge: string;
}

/** One more branch, before the one for all other cases. */
export function addBranch(tree: Tree, key: string): Branched {
  const way = plainWay(keysOf(tree), { title: starterTitle("branch") });
  const added = mapPlace(tree, key, (place) => {
    const fresh = place.join ? { ...way, edge: { ...way.edge, title: starterTitle("side") } } : way;
    return { ...place, ways: place.ways.toSpliced(beforeDefault(place), 0, fresh) };
  });
  return { tree: added, edge: way.edge.key };
}

function beforeDefault(place: Place): number {
  const index = place.ways.findIndex(({ edge }) => edge.default);
  return index < 0 ? place.ways.length : index;
}

/** Tries a branch so many places earlier or later; the one for all other cases stays the last. */
export function moveBranch(tree: Tree, edge: string, by: number): Tree {
  const found = wayOf(tree, edge);
  if (!found || isBack(found.way) || found.way.edge.default) return tree;
  return mapPlace(tree, found.spot.place.key, (place) => {
    const movable = place.ways.filter((way) => !isBack(way) && !way.edge.default);
    const from = movable.findIndex((way) => way.edge.key === edge);
    const to = Math.min(Math.max(from + by, 0), movable.length - 1);
    const order = movable.toSpliced(from, 1).toSpliced(to, 0, found.way);
    return { ...place, ways: place.ways.map((way) => (movable.includes(way) ? (order.shift() as Way) : way)) };
  });
}

/** Says when a branch is taken (FEEL; empty: not yet said). */
export function setCondition(tree: Tree, edge: string, condition: string): Tree {
  return mapEdge(tree, edge, ({ condition: _before, ...rest }) => (condition ? { ...rest, condition } : rest));
}

export function nameBranch(tree: Tree, edge: string, title: Words): Tree {
  return mapEdge(tree, edge, (before) => ({ ...before, title }));
}

function mapEdge(tree: Tree, key: string, change: (edge: Edge) => Edge): Tree {
  return mapPlaces(tree, (place) =>
    place.ways.some(({ edge }) => edge.key === key)
      ? { ...place, ways: place.ways.map((way) => (way.edge.key === key ? { ...way, edge: change(way.edge) } : way)) }
      : place,
  );
}
