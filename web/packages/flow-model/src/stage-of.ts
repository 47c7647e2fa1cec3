import type { Kind, Stage } from "./bundle";
import { forwards, hasBranches, type Seq, type Spot, spots, type Tree } from "./tree";

export const stageOrder = ["report", "accept", "execute", "verify", "archive"] as const;
const staged: ReadonlySet<Kind> = new Set(["user", "service", "receive", "call", "children"]);

export const holdsStage = (kind: Kind): boolean => staged.has(kind);
export const rankOf = (stage: Stage | undefined): number => stageOrder.findIndex((each) => each === stage);

/** The last stage that a sequence has reached before a place in it ("": none yet). */
function reachedIn(seq: Seq): Stage {
  for (const place of [...seq].reverse()) {
    if (place.node.stage) return place.node.stage;
    const inside = reachedIn(place.inside);
    if (inside) return inside;
    if (!hasBranches(place)) continue;
    const inner = place.ways.map(({ body }) => reachedIn(body));
    const furthest = inner.reduce<Stage>((one, other) => (rankOf(other) > rankOf(one) ? other : one), "");
    if (furthest) return furthest;
  }
  return "";
}

/** The stage in which an order is just before a place of a sequence. */
export function stageBefore(seq: Seq, index: number, trail: readonly Spot[]): Stage {
  const here = reachedIn(seq.slice(0, index));
  const around = trail.at(-1);
  if (here || around === undefined) return here;
  return around.place.node.stage || stageBefore(around.seq, around.index, around.trail);
}

/** The stage in which an order comes to be after a place of a sequence ("": it ends). */
export function stageAfter(seq: Seq, index: number, trail: readonly Spot[]): Stage {
  for (const place of seq.slice(index)) {
    if (place.node.stage) return place.node.stage;
    for (const { place: inner } of spots([place])) if (inner.node.stage) return inner.node.stage;
  }
  const around = trail.at(-1);
  return around === undefined ? "" : stageAfter(around.seq, around.index + 1, around.trail);
}

/**
 * The stage of something new: work goes on with the stage before it; an approval belongs to the stage that judges,
 * so after the report to the acceptance, after the work to the verification.
 */
export function stageFor(judges: boolean, before: Stage, after: Stage): Stage {
  const [low, high] = [Math.max(rankOf(before), 0), after ? rankOf(after) : stageOrder.length - 1];
  const onward = before === "report" || (judges && before === "execute");
  return stageOrder[Math.min(low + (onward ? 1 : 0), Math.max(high, low))] ?? "report";
}

/** The stages that every order passes: of branches those that stand on each, of parallel ones those on any. */
export function stagesIn(tree: Tree): ReadonlySet<Stage> {
  return passed(tree.main);
}

function passed(seq: Seq): ReadonlySet<Stage> {
  return new Set(
    seq.flatMap((place) => {
      const [first, ...others] = forwards(place).map(({ body }) => passed(body));
      const all = place.join ? others.flatMap((each) => [...each]) : [];
      const each = [...(first ?? [])].filter((stage) => place.join ?? others.every((other) => other.has(stage)));
      return [...(place.node.stage ? [place.node.stage] : []), ...each, ...all, ...passed(place.inside)];
    }),
  );
}
