/**
 * A form of a bundle, complete in itself: schemas and words put in the place of references, the limits of every value,
 * the rules and the order in which they speak. What the server gives with an order's act (`contract/forms.py`) is made
 * here for a form that is being drawn, or that opens an order.
 */
import { type Bag, bag, list } from "./json";
import type { FormDefinition } from "./read-form";

const decimal = String.raw`^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$`;

/** The form of this name. */
export function completeForm(bundle: Bag, name: string): FormDefinition & { readonly schema: Bag; readonly ui: Bag } {
  const form = bag(bag(bundle["forms"])[name]);
  const schema = bag(form["schema"]);
  const ui = bag(form["ui"]);
  const fields = bag(bundle["fields"]);
  const names = Object.keys(bag(schema["properties"])).filter((each) => each in fields);
  const own = bag(ui["fields"]);
  const rules = bag(form["rules"]);
  return {
    schema: { ...schema, properties: Object.fromEntries(names.map((each) => [each, schemaOf(bag(fields[each]))])) },
    ui: {
      ...ui,
      fields: Object.fromEntries(names.map((each) => [each, { ...wordsOf(bag(fields[each])), ...bag(own[each]) }])),
      ...(Object.keys(rules).length > 0 && { rules, turns: turnsOf(names, fields, rules), reads: readsOf(names, fields, rules) }),
    },
  };
}

function schemaOf(field: Bag): Bag {
  const schema = bag(field["schema"]);
  if (schema["format"] === "decimal") return { ...schema, pattern: decimal, maxLength: 32 };
  if (schema["type"] === "string" && !schema["enum"]) return { maxLength: 4000, ...schema };
  if (schema["type"] !== "array") return schema;
  const columns = Object.entries(bag(field["columns"]));
  if (columns.length === 0) return { maxItems: 100, ...schema };
  const properties = Object.fromEntries(columns.map(([name, column]) => [name, schemaOf(bag(column))]));
  return { maxItems: 100, ...schema, items: { ...bag(schema["items"]), properties } };
}

function wordsOf({ title, help, options, unit, refers, accepts, columns, order }: Bag): Bag {
  const inner = Object.entries(bag(columns)).map(([name, column]) => [name, wordsOf(bag(column))] as const);
  const more = { ...(accepts !== undefined && { accepts }), ...(inner.length > 0 && { columns: Object.fromEntries(inner), order }) };
  return { label: title, help, options, unit, refers, ...more };
}

/** Names that a rule may read: words of its text, but for those in quotes and those behind a point. */
function wordsIn(text: unknown): readonly string[] {
  return typeof text === "string" ? (text.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/(?<![\w.])[a-z]\w*/g) ?? []) : [];
}

const settling = ["visible", "read_only", "computed"];

function readBy(rules: Bag, parts: readonly string[]): ReadonlySet<string> {
  return new Set(parts.flatMap((part) => wordsIn(rules[part])));
}

/** Fields, then columns, each behind what settles its value; of those in a circle one has to begin. */
function turnsOf(names: readonly string[], fields: Bag, rules: Bag): readonly string[] {
  const columns = (name: string) => Object.keys(bag(bag(fields[name])["columns"]));
  const outer = inTurn(names, (name) => {
    const own = columns(name);
    const inner = own.flatMap((column) => [...readBy(bag(rules[`${name}.${column}`]), settling)].filter((each) => !own.includes(each)));
    return new Set([...readBy(bag(rules[name]), settling), ...inner]);
  });
  const inner = names.flatMap((name) => {
    const turned = inTurn(columns(name), (column) => readBy(bag(rules[`${name}.${column}`]), settling));
    return turned.map((column) => `${name}.${column}`);
  });
  return [...outer, ...inner];
}

function inTurn(names: readonly string[], reads: (name: string) => ReadonlySet<string>): readonly string[] {
  const done = new Set<string>();
  const begun = new Set<string>();
  const visit = (name: string) => {
    if (begun.has(name)) return;
    begun.add(name);
    const read = reads(name);
    names.filter((each) => read.has(each)).forEach(visit);
    done.add(name);
  };
  names.forEach(visit);
  return [...done];
}

function readsOf(names: readonly string[], fields: Bag, rules: Bag): Bag {
  const texts = Object.values(rules).flatMap((each) => list(Object.values(bag(each))).flatMap(wordsIn));
  const outside = [...new Set(texts)].filter((name) => name in fields && !names.includes(name));
  return Object.fromEntries(outside.map((name) => [name, schemaOf(bag(fields[name]))]));
}
