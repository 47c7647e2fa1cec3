import facts from "./facts.json";
import type { Words } from "./words.ts";
import type { ValueType } from "./table.ts";

/** What models say of an order; known in every condition, null until a model has spoken
 * (`rooms/lowcode/contract/named.py`). A field of the same name is meant instead. */
export interface Fact {
  readonly type: ValueType;
  readonly title: Words;
  readonly unit?: string;
  readonly least?: string;
  readonly most?: string;
}

export const modelFacts = facts as Readonly<Record<string, Fact>>;
