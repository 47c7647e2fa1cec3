import type { Edge, Flow } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";

/** What stands on an edge: its title, else the outcome that leads along it, else its condition; "" for a plain one. */
export function edgeWords(flow: Flow, edge: Edge, locale: string, otherwise: string): string {
  const title = wordsOf(edge.title, locale);
  if (title) return title;
  if (edge.outcome) return wordsOf(flow.nodes[edge.source]?.outcomes?.[edge.outcome]?.title, locale) || edge.outcome;
  if (edge.condition) return edge.condition;
  return edge.default ? otherwise : "";
}
