import type { Value } from "./read-form";

/** A whole number as such; what is on its way to one stays as it was typed, and is told to be none. */
export function enteredNumber(text: string): Value {
  if (text.trim() === "") return undefined;
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text;
}
