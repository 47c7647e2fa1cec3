import type { Field, Value } from "./read-form";

const plain = /^-?\d{1,15}(\.\d{1,12})?$/;

/** A number as it is typed; what is on its way to one ("1.", "1.0", "-") stays as it was typed. */
export function enteredNumber(text: string): Value {
  const typed = text.trim();
  if (typed === "") return undefined;
  return plain.test(typed) && String(Number(typed)) === typed ? Number(typed) : text;
}

/** An answer as it is judged and sent: a text that reads as a number is one where the field asks for a number. */
export function settledNumber({ kind }: Field, value: Value): Value {
  if ((kind !== "number" && kind !== "integer") || typeof value !== "string") return value;
  return plain.test(value.trim()) ? Number(value) : value;
}
