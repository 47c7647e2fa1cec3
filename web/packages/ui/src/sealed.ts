import type { Difference } from "./difference";

/** What happens to a personal value: undefined keeps it, null takes it away, a text replaces it. */
export type SealedEdit = string | null | undefined;

/** What a reader sees of a personal value; `view` says how: full, masked or hidden. */
export interface Known {
  readonly value: string | null;
  readonly view: string;
}

/** What a text that was typed over a value does to it. */
export function afterwards(text: string): SealedEdit {
  return text === "" ? null : text;
}

/** How the change of a personal value is told; what was not touched is the same before and after. */
export function sealedDifference(label: string, { value }: Known, edit: SealedEdit): Difference {
  const before = value ?? "";
  return { label, before, after: edit === undefined ? before : (edit?.trim() ?? "") };
}
