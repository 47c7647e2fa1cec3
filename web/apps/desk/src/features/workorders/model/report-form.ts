import type { FormBody, ReportBody } from "@gongdan/api/shapes";
import { filledIn } from "@gongdan/forms/core/check";
import type { Bag } from "@gongdan/forms/core/json";
import { type Field, readForm, type Values } from "@gongdan/forms/core/read-form";
import { inPlaces, isOwn } from "./order-form";

/** The fields that a kind of order adds; those that every order has are not asked twice. */
export function kindFields(form: FormBody | undefined, locale: string): readonly Field[] {
  return form ? readForm(form, locale).filter(({ name }) => !isOwn(name)) : [];
}

/** What a report is about and for whom; "" says nothing. */
export interface About {
  readonly asset: string;
  readonly customer: string;
}

/** The body of a report: the order's own facts, its contact, what it is about, and the kind's answers in `fields`. */
export function reportBody(type: string, own: readonly Field[], values: Values, { asset, customer }: About, answers: Bag = {}): ReportBody {
  const filled = { ...filledIn(own, values), ...answers };
  const { title } = filled;
  return { ...inPlaces(filled), type, title: typeof title === "string" ? title : "", ...(asset && { asset }), ...(customer && { customer }) };
}
