import { hasBranches, isBack, mapPlaces, type Place, type Spot, spotOf, spots, type Tree } from "../tree";
import { settled } from "./outcomes";

/**
 * The steps to which a place may send back, the nearest first: those before it that every order has passed, no further
 * than the parallel part around it.
 */
export function stepsBefore(tree: Tree, key: string): readonly Place[] {
  const spot = spotOf(tree, key);
  return spot ? before(spot) : [];
}

function before({ seq, index, trail }: Spot): readonly Place[] {
  const here = seq.slice(0, index).reverse().filter(isStep);
  const around = trail.at(-1);
  if (around === undefined || around.place.join !== undefined || around.place.node.kind === "subprocess") return here;
  return [...here, ...(isStep(around.place) ? [around.place] : []), ...before(around)];
}

const isStep = ({ node }: Place) => node.kind === "user";

/** Makes good what an edit left behind: ways back to what is gone or no longer before, where a reopened order goes on. */
export function healed(tree: Tree): Tree {
  const back = mapPlaces(tree, (place) => {
    if (!place.ways.some(isBack)) return place;
    const allowed = stepsBefore(tree, place.key).map(({ key }) => key);
    const ways = place.ways.flatMap((way) => {
      if (!isBack(way) || isBefore(tree, way.edge.target, place.key)) return [way];
      const [nearest] = allowed;
      return nearest === undefined ? [] : [{ ...way, edge: { ...way.edge, target: nearest } }];
    });
    return ways.length === place.ways.length ? { ...place, ways } : settled({ ...place, ways });
  });
  return reopened(onlyBranchesNamed(back));
}

/** Whether an order that stands at a place may have passed the target, and nothing parallel lies between them. */
function isBefore(tree: Tree, target: string, key: string): boolean {
  const [to, from] = [spotOf(tree, target), spotOf(tree, key)];
  if (!to || !from || forksOf(to).join("/") !== forksOf(from).join("/")) return false;
  if ((to.place.node.parent ?? "") !== (from.place.node.parent ?? "")) return false; // no way leads over a sub-process's border
  if (to.place.key === from.place.key) return true;
  const line = [...from.trail, from];
  const shared = to.trail.findLast((each) => line.some(({ place }) => place.key === each.place.key));
  const [own, other] = [below(line, shared), below([...to.trail, to], shared)];
  if (own === undefined) return false;
  if (other === undefined) return true;
  return own.way?.edge.key === other.way?.edge.key && other.index <= own.index;
}

const forksOf = ({ trail }: Spot) =>
  trail.flatMap(({ place }, index) => (place.join ? [`${place.key}:${trail[index + 1]?.way?.edge.key ?? ""}`] : []));

function below(line: readonly Spot[], shared: Spot | undefined): Spot | undefined {
  if (shared === undefined) return line[0];
  return line[line.findIndex(({ place }) => place.key === shared.place.key) + 1];
}

/** A gateway with one way left chooses nothing: its edge says no condition any more. */
function onlyBranchesNamed(tree: Tree): Tree {
  return mapPlaces(tree, (place) => {
    const [only, ...more] = place.ways;
    if (!only || more.length > 0 || hasBranches(place) || place.node.kind === "user") return place;
    const { condition: _condition, default: _default, ...edge } = only.edge;
    return { ...place, ways: [{ ...only, edge }] };
  });
}

function reopened(tree: Tree): Tree {
  const to = tree.rest["reopen_to"];
  if (typeof to !== "string" || to === "" || spotOf(tree, to)?.place.node.kind === "user") return tree;
  const steps = [...spots(tree.main)].map(({ place }) => place).filter(isStep);
  const found = steps.find(({ node }) => node.stage === "execute") ?? steps[0];
  return { ...tree, rest: { ...tree.rest, reopen_to: found?.key ?? "" } };
}
