import { isStage, type Stage, stages } from "@gongdan/tokens/stages";

export type Place = "done" | "now" | "ahead";

/** Where a stage lies as seen from the order's own: behind it, at it, or before it. */
export function placeOf(stage: Stage, current: string, ended: boolean): Place {
  if (!isStage(current)) return "ahead";
  const distance = stages.indexOf(stage) - stages.indexOf(current);
  if (distance === 0) return ended ? "done" : "now";
  return distance < 0 ? "done" : "ahead";
}
