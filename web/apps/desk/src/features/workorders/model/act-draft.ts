import type { OrderDetail } from "@gongdan/api/shapes";
import { check, filledIn, type Issue, startingValues } from "@gongdan/forms/core/check";
import { type Field, readForm, type Values } from "@gongdan/forms/core/read-form";
import { type Ask, blankDraft, bodyOf, type Draft, type KnownAct, missingAsks } from "./acts";

/** One act being filled in: the answers, the form's values, and whether anything was touched. */
export interface ActDraft {
  readonly act: KnownAct;
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly asks: Draft;
  readonly touched: boolean;
}

/** A fresh draft of an act: its form begins with what the order knows already. */
export function draftOf(act: KnownAct, order: OrderDetail, locale: string): ActDraft {
  const fields = act.form ? readForm(act.form, locale) : [];
  return { act, fields, values: startingValues(fields, { ...order.fields, ...order.data }), asks: blankDraft, touched: false };
}

export interface Missing {
  readonly issues: readonly Issue[];
  readonly asks: readonly Ask[];
}

/** What is missing or wrong before the act can be sent. */
export function missingIn({ act, fields, values, asks }: ActDraft): Missing {
  return { issues: check(fields, values), asks: missingAsks(act.act, asks) };
}

/** The request body of the finished draft. */
export function bodyOfDraft({ act, fields, values, asks }: ActDraft): Record<string, unknown> {
  return bodyOf(act.act, { ...asks, data: filledIn(fields, values) }, act.node);
}
