import type { OrderDetail } from "@gongdan/api/shapes";
import { check, filledIn, type Issue, startingValues } from "@gongdan/forms/core/check";
import type { Bag } from "@gongdan/forms/core/json";
import type { LiveForm } from "@gongdan/forms/core/live-form";
import { type Field, readForm, type Values } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";
import { type Ask, asksOf, blankDraft, bodyOf, type Draft, type KnownAct, missingAsks } from "./acts";
import { amendBody, amendFields, standing } from "./amend-form";
import { type Bundle, reasonedOutcomes } from "./definition";

/** One act being filled in: the answers, the form's values, and whether anything was touched. */
export interface ActDraft {
  readonly act: KnownAct;
  readonly fields: readonly Field[];
  /** What the form began with. */
  readonly start: Values;
  readonly values: Values;
  readonly asks: Draft;
  /** What and whom the order was about when the form began. */
  readonly about: Pick<Draft, "asset" | "customer">;
  readonly touched: boolean;
}

/** A fresh draft of an act: its form begins with what the order knows already. */
export function draftOf(act: KnownAct, order: OrderDetail, bundle: Bundle | undefined, speech: Speech): ActDraft {
  const amends = act.act === "amend";
  const asked = act.form ? readForm(act.form, speech.locale) : [];
  const fields = amends ? amendFields(order, bundle, speech) : asked;
  const start = startingValues(fields, amends ? standing(order, bundle) : { ...order.fields, ...order.data });
  const asks = amends ? { ...blankDraft, asset: order.asset?.id ?? "", customer: order.customer_id ?? "" } : blankDraft;
  return { act: { ...act, reasoned: reasonedOutcomes(bundle, act.node) }, fields, start, values: start, asks, about: asks, touched: false };
}

export interface Missing {
  readonly issues: readonly Issue[];
  readonly asks: readonly Ask[];
}

/** What is missing or wrong before the act can be sent; `live` is its form as it stands, where it has rules to follow. */
export function missingIn({ act, fields, values, asks }: ActDraft, live?: LiveForm): Missing {
  return { issues: live?.issues ?? check(fields, values), asks: missingAsks(act, asks) };
}

/** What the rules of an act's form may read of the order. */
export function knownIn({ fields, data, urgency, impact, priority, assignee, reporter }: OrderDetail, outcome: string): Bag {
  return { ...fields, ...data, urgency, impact, priority, assignee: assignee?.id ?? null, reporter: reporter?.id ?? null, outcome };
}

/** Whether an act can be sent as it is: nothing to fill in, nobody to choose, nothing to say. */
export function asksNothing({ act, fields, asks }: ActDraft): boolean {
  return fields.length === 0 && asksOf(act, asks).length === 0;
}

/** The request body of the finished draft. */
export function bodyOfDraft({ act, fields, start, values, asks, about }: ActDraft, live?: LiveForm): Record<string, unknown> {
  if (act.act === "amend") {
    const turned = (["asset", "customer"] as const).filter((name) => asks[name] !== about[name]);
    const now = Object.fromEntries(turned.map((name) => [name, asks[name] || null]));
    return { ...amendBody(fields, start, values), ...now, ...bodyOf(act, asks) };
  }
  return bodyOf(act, { ...asks, data: live?.sent ?? filledIn(fields, values) }, act.node);
}
