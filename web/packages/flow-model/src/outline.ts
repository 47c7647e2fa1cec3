import { forwards, hasBranches, type Place, type Seq, type Tree, type Way } from "./tree";

/** A line of the tree as it is walked by keyboard and read out: a place, or a branch with what stands on it. */
export interface Line {
  /** `node:<key>` or `way:<key>`. */
  readonly id: string;
  readonly place: Place;
  readonly way?: Way | undefined;
  readonly level: number;
  /** Which of how many at its level, from 1. */
  readonly position: number;
  readonly size: number;
  readonly parent?: string | undefined;
}

export const lineOfNode = (key: string): string => `node:${key}`;
export const lineOfWay = (key: string): string => `way:${key}`;

/** Keys of the sub-processes whose inside is not shown. */
export type Folded = ReadonlySet<string>;

/** Every line from top to bottom; what stands on a branch follows it, one level deeper. */
export function outline(tree: Tree, folded: Folded = new Set()): readonly Line[] {
  return [...lines(tree.main, 1, undefined, folded)];
}

function* lines(seq: Seq, level: number, parent: string | undefined, folded: Folded): Generator<Line> {
  for (const [index, place] of seq.entries()) {
    const id = lineOfNode(place.key);
    yield { id, place, level, position: index + 1, size: seq.length, parent };
    yield* branchLines(place, level + 1, id, folded);
    yield* lines(besides(place), level + 1, id, folded);
    if (!folded.has(place.key)) yield* lines(place.inside, level + 1, id, folded);
  }
}

function* branchLines(place: Place, level: number, parent: string, folded: Folded): Generator<Line> {
  const ways = hasBranches(place) ? forwards(place) : [];
  for (const [index, way] of ways.entries()) {
    const id = lineOfWay(way.edge.key);
    yield { id, place, way, level, position: index + 1, size: ways.length, parent };
    yield* lines(way.body, level + 1, id, folded);
  }
}

/** The line that an arrow key leads to (the same one where there is none). */
export function lineBeside(all: readonly Line[], id: string, key: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight"): string {
  const at = all.findIndex((each) => each.id === id);
  const line = all[at];
  if (!line) return all[0]?.id ?? id;
  const beside = (by: number) => all.find((each) => each.parent === line.parent && each.position === line.position + by && line.way && each.way);
  switch (key) {
    case "ArrowDown":
      return all[at + 1]?.id ?? id;
    case "ArrowUp":
      return all[at - 1]?.id ?? id;
    case "ArrowRight":
      return (beside(1) ?? all.find(({ parent }) => parent === id))?.id ?? id;
    case "ArrowLeft":
      return (beside(-1)?.id ?? line.parent) ?? id;
  }
}

/** The steps that are opened beside a place when its time is over; that they end by themselves needs no line. */
function besides(place: Place): Seq {
  const bodies = place.borders.flatMap(({ ways }) => ways.flatMap(({ body }) => body));
  return bodies.filter(({ node }) => node.kind !== "end");
}
