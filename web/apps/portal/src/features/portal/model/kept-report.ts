import type { Values } from "@gongdan/forms/core/read-form";

/** A report that is being written, as far as words go. */
export interface ReportWords {
  readonly text: string;
  readonly place: string;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly entered: Values;
}

export const noWords: ReportWords = { text: "", place: "", contact: { name: "", phone: "", email: "" }, entered: {} };

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;
const nameOf = (tenant: string, asset: string) => `gongdan.report ${tenant} ${asset}`;
const isBlank = ({ text, place, contact, entered }: ReportWords) =>
  [text, place, ...Object.values(contact)].every((part) => part.trim() === "") && Object.keys(entered).length === 0;

/**
 * Keeps what was written for as long as the tab lives: a phone that opens its camera may throw the page away. Files
 * belong to the visit in which they were sent, and are not kept.
 */
export function keepReport(shelf: Shelf, tenant: string, asset: string, words: ReportWords): void {
  const entered = Object.fromEntries(Object.entries(words.entered).filter(([, value]) => typeof value !== "object"));
  const kept = { ...words, entered };
  try {
    if (isBlank(kept)) shelf.removeItem(nameOf(tenant, asset));
    else shelf.setItem(nameOf(tenant, asset), JSON.stringify(kept));
  } catch {
    // A closed storage only forgets.
  }
}

/** What was written here before, undefined if nothing. */
export function keptReport(shelf: Shelf, tenant: string, asset: string): ReportWords | undefined {
  try {
    const kept = shelf.getItem(nameOf(tenant, asset));
    return kept === null ? undefined : { ...noWords, ...(JSON.parse(kept) as Partial<ReportWords>) };
  } catch {
    return undefined;
  }
}
