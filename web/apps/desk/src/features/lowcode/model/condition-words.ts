import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { readingOf } from "@gongdan/flow-model/conditions/reading";
import type { Speech } from "@gongdan/i18n/speech";
import { readingWords } from "./reading-words";

/** A condition on a card: in words, or that it is a rule of its own, with its FEEL to be looked at. */
export interface ConditionSaid {
  readonly words: string;
  /** "" where the words say all of it. */
  readonly feel: string;
}

export function conditionWords(feel: string, fields: readonly Comparable[], speech: Speech): ConditionSaid {
  const reading = readingOf(feel, fields);
  const pieces = reading ? readingWords(reading, fields, speech) : [];
  const isSaid = pieces.length > 0 && pieces.every(({ code }) => !code);
  return isSaid ? { words: pieces.map(({ words }) => words).join(""), feel: "" } : { words: speech.t("condition.own"), feel };
}
