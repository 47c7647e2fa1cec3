import type { Edge, Flow } from "@gongdan/flow-model/bundle";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { wordsOf } from "@gongdan/forms/core/json";
import type { Speech } from "@gongdan/i18n/speech";
import { type ConditionSaid, conditionWords } from "./condition-words";

/** What stands on an edge: its title, else the outcome that leads along it, else its condition; "" for a plain one. */
export function edgeWords(flow: Flow, edge: Edge, fields: readonly Comparable[], speech: Speech): ConditionSaid {
  const plain = (words: string): ConditionSaid => ({ words, feel: "" });
  const title = wordsOf(edge.title, speech.locale);
  if (title) return plain(title);
  if (edge.outcome) return plain(wordsOf(flow.nodes[edge.source]?.outcomes?.[edge.outcome]?.title, speech.locale) || edge.outcome);
  if (edge.condition) return conditionWords(edge.condition, fields, speech);
  return plain(edge.default ? speech.t("canvas.edge.default") : "");
}
