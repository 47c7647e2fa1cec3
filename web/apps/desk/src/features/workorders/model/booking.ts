export const bookingKinds = ["time", "cost", "part"] as const;
export type BookingKind = (typeof bookingKinds)[number];

/** One entry as it is written; numbers stay text, so that no digit is lost. */
export interface BookingDraft {
  readonly kind: BookingKind;
  readonly quantity: string;
  readonly unit: string;
  readonly item: string;
  readonly amount: string;
  readonly currency: string;
  readonly note: string;
}

type Part = "quantity" | "unit" | "item" | "amount" | "currency";

/** What each kind asks for, in the order in which it is written. */
export function neededOf(kind: BookingKind): readonly Part[] {
  if (kind === "time") return ["quantity"];
  return kind === "cost" ? ["item", "amount", "currency"] : ["item", "quantity", "unit"];
}

const decimal = /^\d{1,12}(\.\d{1,6})?$/;

/** Whether everything that the kind needs is there and numbers are numbers. */
export function isComplete(draft: BookingDraft): boolean {
  return neededOf(draft.kind).every((name) => {
    const value = draft[name].trim();
    return name === "quantity" || name === "amount" ? decimal.test(value) : value !== "";
  });
}

/** The request body: only what the kind asks for. */
export function bookingBody(draft: BookingDraft): Readonly<Record<string, string>> {
  const parts = neededOf(draft.kind).map((name) => [name, draft[name].trim()] as const);
  const note = draft.note.trim();
  return { kind: draft.kind, ...Object.fromEntries<string>(parts), ...(note && { note }) };
}
