import type { Bundle, Field, Loose } from "../bundle";
import type { Words } from "../words";
import type { ValueType } from "../table";
import { modelFacts } from "../facts";
import type { FieldKind } from "./rule";

/** A name that a condition may compare. */
export interface Comparable {
  readonly name: string;
  readonly kind: FieldKind;
  /** By language; empty for a fact of the order, which the desk names itself. */
  readonly title: Words;
  readonly unit?: string | undefined;
  /** The values of a choice, with their names. */
  readonly options?: Readonly<Record<string, Words>> | undefined;
}

/** What every order has beside its fields (`rooms/lowcode/contract/conditions.py`). */
const facts: readonly Comparable[] = [
  { name: "urgency", kind: "number", title: {} },
  { name: "impact", kind: "number", title: {} },
  { name: "priority", kind: "number", title: {} },
  { name: "reporter", kind: "person", title: {} },
  { name: "assignee", kind: "person", title: {} },
];

/** The fields of a definition and the facts of an order; what is kept as ciphertext can't be compared. */
export function comparables(bundle: Bundle): readonly Comparable[] {
  const fields = Object.entries(bundle.fields ?? {}).flatMap(([name, field]) => {
    const kind = kindOf(field);
    return kind === undefined || isSealed(field) ? [] : [{ name, kind, title: field.title, unit: field.unit, options: optionsOf(field) }];
  });
  const known = new Set(Object.keys(bundle.fields ?? {}));
  const said = Object.entries(modelFacts).filter(([name]) => !known.has(name));
  return [...fields, ...facts, ...said.map(([name, { type, title, unit }]) => ({ name, kind: kinds[type] ?? "text", title, unit }))];
}

const kinds: Partial<Record<ValueType, FieldKind>> = { number: "number", boolean: "yesno", date: "date", "date-time": "moment" };

const isSealed = ({ privacy }: Field) => privacy === "personal" || privacy === "sensitive";

function kindOf({ schema }: Field): FieldKind | undefined {
  const { type, format, enum: values } = schema as { type?: unknown; format?: unknown; enum?: unknown };
  if (type === "array") return enumOf(schema) === undefined ? undefined : "choices";
  if (Array.isArray(values)) return "choice";
  if (type === "boolean") return "yesno";
  if (type === "integer" || type === "number" || format === "decimal") return "number";
  if (format === "date") return "date";
  if (format === "date-time") return "moment";
  return type === "string" && format !== "time" ? "text" : undefined;
}

function enumOf(schema: Loose): readonly unknown[] | undefined {
  const items = schema["items"] as { enum?: unknown } | undefined;
  const values = schema["enum"] ?? items?.enum;
  return Array.isArray(values) ? (values as unknown[]) : undefined;
}

function optionsOf({ schema, options = {} }: Field): Readonly<Record<string, Words>> | undefined {
  const values = enumOf(schema);
  return values && Object.fromEntries(values.map((value) => [String(value), options[String(value)] ?? {}]));
}
