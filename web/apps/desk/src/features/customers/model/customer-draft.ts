import { type Difference, differences } from "@gongdan/ui/difference";
import { type SealedEdit, sealedDifference } from "@gongdan/ui/sealed";
import type { Customer, CustomerChange } from "../api/customers";

export const personal = ["contact_name", "phone", "email", "address"] as const;
export type Personal = (typeof personal)[number];

/** A customer being written: what everybody reads as it stands, what is personal as what happens to it. */
export interface CustomerDraft {
  readonly code: string;
  readonly name: string;
  readonly sealed: Readonly<Partial<Record<Personal, SealedEdit>>>;
}

export const blankCustomer: CustomerDraft = { code: "", name: "", sealed: {} };
export const customerPointers = ["/code", "/name", ...personal.map((field) => `/${field}`)];

export function draftOf({ code, name }: Customer): CustomerDraft {
  return { code, name, sealed: {} };
}

/** The personal values that the draft touches. */
export function touched({ sealed }: CustomerDraft): readonly Personal[] {
  return personal.filter((field) => sealed[field] !== undefined);
}

type Label = (field: "code" | "name" | Personal) => string;

/** What the draft alters, in words. */
export function customerDifferences(customer: Customer, draft: CustomerDraft, label: Label): readonly Difference[] {
  const plain = (["code", "name"] as const).map((field) => ({ label: label(field), before: customer[field], after: draft[field] }));
  const sealed = personal.map((field) =>
    sealedDifference(label(field), { value: customer[field], view: customer.personal }, draft.sealed[field]),
  );
  return differences([...plain, ...sealed]);
}

/** The body that carries the draft; what was not touched is left out. */
export function customerChange(draft: CustomerDraft): CustomerChange {
  return { code: draft.code, name: draft.name, ...Object.fromEntries(touched(draft).map((field) => [field, draft.sealed[field] ?? null])) };
}
