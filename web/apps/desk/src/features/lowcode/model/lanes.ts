import { type Bag, bag, list, wordsOf } from "@gongdan/forms/core/json";
import { type Stage, stages } from "@gongdan/tokens/stages";

/** A node as the lane of its stage shows it: what it is called, who answers for it, what it demands. */
export interface LaneNode {
  readonly key: string;
  readonly title: string;
  readonly accountable: string;
  readonly fields: number;
  readonly evidence: number;
}

export interface Lane {
  readonly stage: Stage;
  readonly nodes: readonly LaneNode[];
}

/** The flow of a definition, simply: the five stages in order, each with the nodes that stand in it. */
export function lanesOf(body: Bag, locale: string): readonly Lane[] {
  const nodes = Object.entries(bag(bag(body["flow"])["nodes"])).map(([key, node]) => [key, bag(node)] as const);
  return stages.map((stage) => ({
    stage,
    nodes: nodes.filter(([, node]) => node["stage"] === stage).map(([key, node]) => nodeOf(body, key, node, locale)),
  }));
}

function nodeOf(body: Bag, key: string, node: Bag, locale: string): LaneNode {
  const form = typeof node["form"] === "string" ? bag(bag(body["forms"])[node["form"]]) : {};
  const accountable = node["accountable"];
  return {
    key,
    title: wordsOf(node["title"], locale) || key,
    accountable: typeof accountable === "string" ? accountable : "",
    fields: Object.keys(bag(bag(form["schema"])["properties"])).length,
    evidence: list(node["evidence"]).length,
  };
}

/** How the next order's number may read. */
export function numberPreview(pattern: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return pattern
    .replace("{year}", String(now.getUTCFullYear()))
    .replace("{month}", two(now.getUTCMonth() + 1))
    .replace("{day}", two(now.getUTCDate()))
    .replace(/\{n(?::0?(\d+))?\}/, (_, width: string | undefined) => "1".padStart(Number(width ?? 1), "0"));
}
