import type { Edge, Outcome } from "../bundle";
import { type Keys, keysOf } from "../keys";
import { edgeOf } from "../starters";
import { forwards, isBack, mapPlace, type Place, type Tree, type Way } from "../tree";

/** Where a step's outcome leads: on, back to a step, or down a branch of its own. */
export type Leads = "on" | "branch" | { readonly back: string };

export function leadsOf(place: Place, outcome: string): Leads {
  const own = place.ways.find(({ edge }) => edge.outcome === outcome && !edge.condition);
  if (own && isBack(own)) return { back: own.edge.target };
  return own && forwards(place).length > 1 && !own.edge.default ? "branch" : "on";
}

/** Lets an outcome lead somewhere else. */
export function lead(tree: Tree, key: string, outcome: string, to: Leads): Tree {
  return mapPlace(tree, key, (place) => {
    const keys = keysOf(tree);
    const kept = place.ways.filter((way) => isShared(place, way) || way.edge.outcome !== outcome);
    const own = ownWay(place, keys, outcome, to);
    return settled({ ...place, ways: to === "branch" ? [...own, ...kept] : [...kept, ...own] });
  });
}

function ownWay(place: Place, keys: Keys, outcome: string, to: Leads): readonly Way[] {
  if (to === "on") return [];
  if (to === "branch") return [{ edge: edgeOf(keys.fresh("way"), titled(place, outcome)), body: [] }];
  const known = place.ways.find((way) => isBack(way) && way.edge.outcome === outcome)?.edge;
  return [{ edge: { ...(known ?? edgeOf(keys.fresh("back"), { outcome, back: true })), target: to.back }, body: [] }];
}

function titled(place: Place, outcome: string): Partial<Edge> {
  const title = place.node.outcomes?.[outcome]?.title;
  return { outcome, ...(title && { title }) };
}

/** The one way forward is everybody's: it stays, whatever outcome it was named for. */
const isShared = (place: Place, way: Way) => !isBack(way) && (forwards(place).length === 1 || way.edge.default === true);

/** Every outcome has its way: the one way forward takes what has none of its own, else the last becomes the default. */
export function settled(place: Place): Place {
  const outcomes = Object.keys(place.node.outcomes ?? {});
  const on = forwards(place);
  const last = on.at(-1);
  if (last === undefined || on.some(({ edge }) => edge.default && on.length > 1)) return place;
  const named = new Set(place.ways.filter((way) => way !== last).map(({ edge }) => edge.outcome));
  const open = outcomes.filter((each) => !named.has(each));
  const { outcome: _outcome, default: _default, ...plain } = last.edge;
  const alone = place.ways.length === 1;
  const edge: Edge = alone ? plain : open.length === 1 && open[0] ? { ...plain, outcome: open[0] } : { ...plain, default: true };
  if (edge.default) delete (edge as { condition?: string }).condition;
  return { ...place, ways: place.ways.map((way) => (way === last ? { ...way, edge } : way)) };
}

/** Gives a step other outcomes; ways of those that are gone go with them, a renamed one keeps its way. */
export function setOutcomes(
  tree: Tree,
  key: string,
  outcomes: Readonly<Record<string, Outcome>>,
  renamed: Readonly<Record<string, string>> = {},
): Tree {
  return mapPlace(tree, key, (place) => {
    const { outcomes: _before, ...rest } = place.node;
    const node = Object.keys(outcomes).length === 0 ? rest : { ...rest, outcomes };
    const ways = place.ways.flatMap((way) => {
      const outcome = way.edge.outcome && (renamed[way.edge.outcome] ?? way.edge.outcome);
      if (!outcome || outcome in outcomes) return [{ ...way, edge: outcome ? { ...way.edge, outcome } : way.edge }];
      return isBack(way) || forwards(place).length > 1 ? [] : [way];
    });
    return settled({ ...place, node, ways });
  });
}
