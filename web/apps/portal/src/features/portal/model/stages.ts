import { type Stage, stages } from "@gongdan/tokens/stages";

export type StageState = "done" | "now" | "ahead";

export interface StageStep {
  readonly stage: Stage;
  readonly state: StageState;
}

/** How the five stages stand for an order at one of them; an ended loop has all behind it. */
export function stageSteps(now: string, archived: boolean): readonly StageStep[] {
  const at = stages.findIndex((stage) => stage === now);
  return stages.map((stage, index) => {
    const done = archived || index < at;
    return { stage, state: done ? "done" : index === at ? "now" : "ahead" };
  });
}

interface Standing {
  readonly stage: string;
  readonly status: string;
  readonly unanswered_days: number;
}

/** The key of the plain words that say what happens now. */
export function nowKey({ stage, status, unanswered_days }: Standing): string {
  if (status === "archived") return unanswered_days > 0 ? "archived_unanswered" : "archived";
  return status === "open" ? stage : status;
}
