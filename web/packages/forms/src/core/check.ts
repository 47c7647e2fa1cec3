import { settledNumber } from "./entered-number";
import type { Field, Row, Value, Values } from "./read-form";

export type IssueCode = "required" | "short" | "long" | "small" | "large" | "number" | "choice" | "pattern" | "few" | "many" | "waits" | "wrong";

/** What is wrong with a field; `limit` is the limit that was missed, where there is one. */
export interface Issue {
  readonly field: Field;
  readonly code: IssueCode;
  readonly limit: number;
  /** Where in a field that holds lines: the line and its column. */
  readonly line?: number;
  readonly column?: string;
  /** What the definition says of it, in words. */
  readonly message?: string;
}

/** Whether nothing was entered. */
export function isBlank(value: Value): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function textIssue(field: Field, value: string): [IssueCode, number] | undefined {
  const length = Array.from(value.trim()).length;
  if (field.minLength !== undefined && length < field.minLength) return ["short", field.minLength];
  if (field.maxLength !== undefined && length > field.maxLength) return ["long", field.maxLength];
  if (field.pattern !== undefined && !matches(field.pattern, value)) return ["pattern", 0];
  return undefined;
}

function numberIssue(field: Field, value: Value): [IssueCode, number] | undefined {
  if (typeof value !== "number" || Number.isNaN(value)) return ["number", 0];
  if (field.kind === "integer" && !Number.isInteger(value)) return ["number", 0];
  if (field.min !== undefined && value < field.min) return ["small", field.min];
  if (field.max !== undefined && value > field.max) return ["large", field.max];
  return undefined;
}

function issueOf(field: Field, value: Value): [IssueCode, number] | undefined {
  if (isBlank(value)) return field.required ? ["required", 0] : undefined;
  if (field.kind === "number" || field.kind === "integer") return numberIssue(field, value);
  if (field.kind === "choice") return field.options.some((option) => option.value === value) ? undefined : ["choice", 0];
  return typeof value === "string" ? textIssue(field, value) : undefined;
}

/** All that is wrong, at most one issue per field, in the order of the fields. */
export function check(fields: readonly Field[], values: Values): readonly Issue[] {
  return fields.flatMap((field) => {
    const found = issueOf(field, settledNumber(field, values[field.name]));
    return found ? [{ field, code: found[0], limit: found[1] }] : [];
  });
}

/** What is sent: blank answers are left out, texts lose the space around them. */
export function filledIn(fields: readonly Field[], values: Values): Record<string, Exclude<Value, undefined>> {
  const filled: Record<string, Exclude<Value, undefined>> = {};
  for (const field of fields) {
    const value = settledNumber(field, values[field.name]);
    if (value === undefined || isBlank(value)) continue;
    filled[field.name] = typeof value === "string" ? value.trim() : isRows(value) ? value.map((row) => filledRow(field.columns, row)) : value;
  }
  return filled;
}

/** Whether a value holds lines. */
export function isRows(value: Value): value is readonly Row[] {
  return Array.isArray(value) && typeof value[0] === "object";
}

function filledRow(columns: readonly Field[], row: Row): Row {
  const cells = Object.entries(row).flatMap(([name, value]) => {
    if (isBlank(value)) return [];
    const column = columns.find((each) => each.name === name);
    const settled = column ? settledNumber(column, value) : value;
    return [[name, typeof settled === "string" ? settled.trim() : settled]];
  });
  return Object.fromEntries(cells) as Row;
}

function startOf(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return undefined;
  const rows = value.filter((each): each is Row => typeof each === "object" && each !== null && !Array.isArray(each));
  return rows.length > 0 ? rows : value.filter((each) => typeof each === "string");
}

/** The values to begin with: what is known already, else the definition's presets. */
export function startingValues(fields: readonly Field[], known: Readonly<Record<string, unknown>>): Values {
  const start: Record<string, Value> = {};
  for (const { name, preset } of fields) start[name] = startOf(known[name]) ?? preset;
  return start;
}
