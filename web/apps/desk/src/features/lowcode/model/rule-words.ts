import { wordsOf } from "@gongdan/forms/core/json";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { arityOf, type Group, isGroup, type Operand, type Test } from "@gongdan/flow-model/conditions/rule";
import type { Speech } from "@gongdan/i18n/speech";

/** What a name of a condition is called. */
export function comparableTitle(field: Comparable | undefined, name: string, { locale, word }: Speech): string {
  return wordsOf(field?.title, locale) || (field ? word("condition.fact", name, "condition.field") : name);
}

/** A rule as a sentence: "Amount is more than 5000 CNY and (…)". */
export function ruleWords(rule: Group, fields: readonly Comparable[], speech: Speech): string {
  const known = new Map(fields.map((field) => [field.name, field]));
  const said = (group: Group, inner: boolean): string => {
    const parts = group.parts.map((part) => (isGroup(part) ? said(part, true) : testWords(part, known.get(part.field), speech)));
    const joined = parts.join(speech.t(group.all ? "condition.joined.all" : "condition.joined.any"));
    return inner && parts.length > 1 ? speech.t("condition.bracket", { inner: joined }) : joined;
  };
  return said(rule, false);
}

function testWords({ field, op, value }: Test, known: Comparable | undefined, speech: Speech): string {
  const { t } = speech;
  const title = comparableTitle(known, field, speech);
  if (arityOf(op) === "none") return t("condition.sentence.none", { field: title, op: t(`condition.op.${op}`) });
  const said = Array.isArray(value) ? speechOfSeveral(value as (string | number)[], op, known, speech) : operandWords(value, known, speech);
  const unit = known?.unit ? ` ${known.unit}` : "";
  return t("condition.sentence", { field: title, op: t(`condition.op.${op}`), value: said + unit });
}

function speechOfSeveral(values: readonly (string | number)[], op: Test["op"], known: Comparable | undefined, speech: Speech): string {
  const each = values.map((value) => operandWords(value, known, speech));
  return each.join(speech.t(op === "between" ? "condition.to" : "condition.listed"));
}

function operandWords(value: Operand, known: Comparable | undefined, { t, locale }: Speech): string {
  if (value === null) return "…";
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (typeof value === "string") return wordsOf(known?.options?.[value], locale) || value;
  if (!("days" in value)) return "";
  if (value.days === 0) return t("condition.today");
  return value.days > 0 ? t("condition.ahead", { n: value.days }) : t("condition.ago", { n: -value.days });
}
