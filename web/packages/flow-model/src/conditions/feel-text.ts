import { type Group, isComplete, isGroup, type Op, type Operand, type Test } from "./rule";

/** The FEEL text of a rule; comparisons that are not finished are left out, and nothing at all is "". */
export function feelOf(group: Group): string {
  return group.parts
    .flatMap((part) => {
      if (!isGroup(part)) return isComplete(part) ? [testText(part)] : [];
      const inner = feelOf(part);
      return inner === "" ? [] : [hasSeveral(part) ? `(${inner})` : inner];
    })
    .join(group.all ? " and " : " or ");
}

const hasSeveral = ({ parts }: Group): boolean => parts.filter((part) => (isGroup(part) ? feelOf(part) !== "" : isComplete(part))).length > 1;

const signs: Partial<Record<Op, string>> = { is: "=", isnt: "!=", more: ">", least: ">=", less: "<", most: "<=" };

function testText({ field, op, value }: Test): string {
  const sign = signs[op];
  if (sign) return `${field} ${sign} ${literal(value)}`;
  switch (op) {
    case "filled":
      return `${field} != null`;
    case "empty":
      return `${field} = null`;
    case "yes":
      return `${field} = true`;
    case "no":
      return `${field} = false`;
    case "between":
      return `${field} in [${(value as number[]).join("..")}]`;
    case "oneof":
      return `${field} in (${listed(value)})`;
    case "noneof":
      return `not(${field} in (${listed(value)}))`;
    case "contains":
    case "lacks":
      return negated(op === "lacks", `contains(${field}, ${literal(value)})`);
    case "starts":
      return `starts with(${field}, ${literal(value)})`;
    default:
      return negated(op === "hasnt", `list contains(${field}, ${literal(value)})`);
  }
}

const negated = (no: boolean, text: string) => (no ? `not(${text})` : text);
const listed = (value: Operand) => (value as (string | number)[]).map(literal).join(", ");

function literal(value: Operand): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return isDay(value) ? `date("${value}")` : isMoment(value) ? `date and time("${value}")` : quoted(value);
  if (value !== null && "days" in value) {
    if (value.days === 0) return "today";
    return `today ${value.days < 0 ? "-" : "+"} duration("P${Math.abs(value.days)}D")`;
  }
  return "null";
}

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
export const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text);
const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
