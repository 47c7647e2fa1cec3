/**
 * Reads a form definition (JSON Schema for the data, UI schema for order, words and widgets) to a flat
 * list of fields. Knows no framework; the server's check of the same schema is the truth.
 */
import { columnsInOrder } from "./columns";
import { type Bag, bag, list, wordsOf } from "./json";
import { labelInUnit } from "./unit-words";

export type FileKind = "image" | "video" | "document";

export type FieldKind =
  | "text"
  | "long-text"
  | "number"
  | "integer"
  | "decimal"
  | "yes-no"
  | "choice"
  | "choices"
  | "moment"
  | "date"
  | "reference"
  | "references"
  | "files"
  | "lines";
/** One line of a field that holds lines, by its columns. */
export type Row = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
export type Value = string | number | boolean | readonly string[] | readonly Row[] | undefined;
export type Values = Readonly<Record<string, Value>>;

export interface Option {
  readonly value: string | number;
  readonly label: string;
}

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly options: readonly Option[];
  readonly preset: Value;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
  /** What an id points at: `user`, `unit`, `order`, `asset`, `customer`, `file`; empty where it is none. */
  readonly refers: string;
  /** Whether the answer is a list. */
  readonly many: boolean;
  /** How many a list takes, one where it is none; undefined where nothing is said. */
  readonly most: number | undefined;
  /** Which kinds of files it takes; all where it is empty. */
  readonly accepts: readonly FileKind[];
  /** The columns of a field that holds lines. */
  readonly columns: readonly Field[];
}

/** Fields that stand under one heading, in one or two columns. */
export interface Section {
  readonly title: string;
  readonly fields: readonly string[];
  readonly columns: number;
}

export interface FormDefinition {
  readonly schema: unknown;
  readonly ui?: unknown;
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : undefined);

function typeOf(schema: Bag): unknown {
  return list(schema["type"]).find((type) => type !== "null") ?? schema["type"];
}

function kindOf(schema: Bag, ui: Bag): FieldKind {
  const type = typeOf(schema);
  if (type === "array" && bag(schema["items"])["type"] === "object") return "lines";
  if (ui["refers"] === "file") return "files";
  if (ui["refers"]) return type === "array" ? "references" : "reference";
  if (type === "array") return "choices";
  if (schema["enum"] ?? schema["oneOf"]) return "choice";
  if (type === "boolean") return "yes-no";
  if (type === "integer" || type === "number") return type;
  if (schema["format"] === "date-time") return "moment";
  if (schema["format"] === "date") return "date";
  if (schema["format"] === "decimal") return "decimal";
  const long = ui["widget"] === "textarea" || ui["widget"] === "long-text";
  return long || (numberOf(schema["maxLength"]) ?? 0) > 500 ? "long-text" : "text";
}

function optionsOf(schema: Bag, ui: Bag, locale: string): readonly Option[] {
  const source = typeOf(schema) === "array" ? bag(schema["items"]) : schema;
  const named = list(source["oneOf"]).map(bag);
  const labels = bag(ui["options"] ?? ui["labels"]);
  const all = named.length > 0 ? named : list(source["enum"]).map((value) => ({ const: value, title: undefined }));
  return all.flatMap((option) => {
    const value = option["const"];
    if (typeof value !== "string" && typeof value !== "number") return [];
    return [{ value, label: wordsOf(option["title"] ?? labels[value], locale) || String(value) }];
  });
}

function preset(value: unknown): Value {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

function columnsOf(schema: Bag, ui: Bag, locale: string): readonly Field[] {
  const line = bag(schema["items"]);
  const required = list(line["required"]);
  return columnsInOrder({ columns: line["properties"], order: ui["order"] }).map(([name, column]) =>
    fieldOf(name, column, bag(bag(ui["columns"])[name]), required.includes(name), locale),
  );
}

function labelOf(name: string, schema: Bag, ui: Bag, locale: string): string {
  const label = wordsOf(ui["label"] ?? schema["title"], locale) || name;
  return typeof ui["unit"] === "string" ? labelInUnit(label, ui["unit"], locale) : label;
}

function fieldOf(name: string, schema: Bag, ui: Bag, required: boolean, locale: string): Field {
  return {
    name,
    kind: kindOf(schema, ui),
    label: labelOf(name, schema, ui, locale),
    help: wordsOf(ui["help"] ?? schema["description"], locale),
    required,
    readOnly: ui["readOnly"] === true || schema["readOnly"] === true,
    options: optionsOf(schema, ui, locale),
    preset: preset(schema["default"]),
    min: numberOf(schema["minimum"]),
    max: numberOf(schema["maximum"]),
    minLength: numberOf(schema["minLength"]),
    maxLength: numberOf(schema["maxLength"]),
    // a decimal's pattern says how it is written: its own control sees to that
    pattern: typeof schema["pattern"] === "string" && schema["format"] !== "decimal" ? schema["pattern"] : undefined,
    refers: typeof ui["refers"] === "string" ? ui["refers"] : "",
    many: typeOf(schema) === "array",
    most: typeOf(schema) === "array" ? numberOf(schema["maxItems"]) : 1,
    accepts: list(ui["accepts"]) as readonly FileKind[],
    columns: columnsOf(schema, ui, locale),
  };
}

/** The fields in the order that the UI schema wishes; fields that it hides are left out. */
export function readForm(form: FormDefinition, locale: string): readonly Field[] {
  const schema = bag(form.schema);
  const ui = bag(form.ui);
  const properties = bag(schema["properties"]);
  const perField = bag(ui["fields"] ?? ui);
  const required = list(schema["required"]);
  const wished = list(ui["order"] ?? ui["ui:order"]).filter((name) => typeof name === "string" && name in properties);
  const names = [...new Set([...(wished as readonly string[]), ...Object.keys(properties)])];
  return names
    .filter((name) => bag(perField[name])["widget"] !== "hidden")
    .map((name) => fieldOf(name, bag(properties[name]), bag(perField[name]), required.includes(name), locale));
}

/** The headings of a form and the fields under each; the fields that stand under none come first. */
export function sectionsOf(form: FormDefinition, names: readonly string[], locale: string): readonly Section[] {
  const sections = list(bag(form.ui)["sections"]).map((each) => {
    const section = bag(each);
    const fields = list(section["fields"]).filter((name): name is string => typeof name === "string" && names.includes(name));
    return { title: wordsOf(section["title"], locale), fields, columns: section["columns"] === 1 ? 1 : 2 };
  });
  const placed = new Set(sections.flatMap(({ fields }) => fields));
  const rest = names.filter((name) => !placed.has(name));
  const loose = rest.length > 0 ? [{ title: "", fields: rest, columns: 2 }] : [];
  return [...loose, ...sections.filter(({ fields }) => fields.length > 0)];
}
