import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import type { Reading } from "@gongdan/flow-model/conditions/reading";
import type { Speech } from "@gongdan/i18n/speech";
import { comparableTitle, ruleWords } from "./rule-words";

/** A piece of a sentence: words, or a part of the text that only FEEL can say. */
export interface Piece {
  readonly words: string;
  readonly code: boolean;
}

/** A reading as a sentence, its pieces in order; parts that stay FEEL bear the names of their fields. */
export function readingWords(reading: Reading, fields: readonly Comparable[], speech: Speech): readonly Piece[] {
  const say = (words: string): Piece => ({ words, code: false });
  const said = (part: Reading, inner: boolean): readonly Piece[] => {
    switch (part.kind) {
      case "rule":
        return [say(inner && part.rule.parts.length > 1 ? bracketed(ruleWords(part.rule, fields, speech)) : ruleWords(part.rule, fields, speech))];
      case "text":
        return [part.text ? { words: titled(part.text, fields, speech), code: true } : say("…")];
      case "not":
        return [say(speech.t("condition.not")), ...enclosed(said(part.part, false))];
      case "joined": {
        const joint = say(speech.t(part.all ? "condition.joined.all" : "condition.joined.any"));
        const pieces = part.parts.flatMap((each, place) => [...(place > 0 ? [joint] : []), ...said(each, true)]);
        return inner ? enclosed(pieces) : pieces;
      }
    }
  };
  const bracketed = (inner: string) => speech.t("condition.bracket", { inner });
  const [open = "", close = ""] = bracketed("\n").split("\n");
  const enclosed = (pieces: readonly Piece[]) => [say(open), ...pieces, say(close)];
  return said(reading, false);
}

/** Texts stay, and so do names behind a dot, which are no fields of the order. */
const names = /"(?:[^"\\]|\\.)*"|\.\s*[\p{L}_][\p{L}\p{N}_]*|[\p{L}_][\p{L}\p{N}_]*/gu;

function titled(text: string, fields: readonly Comparable[], speech: Speech): string {
  const known = new Map(fields.map((field) => [field.name, field]));
  return text.replace(names, (name) => (known.has(name) ? comparableTitle(known.get(name), name, speech) : name));
}
