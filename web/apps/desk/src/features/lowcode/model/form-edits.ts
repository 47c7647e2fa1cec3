/** Edits of forms and their fields: each a pure step from one bundle to the next; what is unknown stays as it was. */
import type { Bundle, Field, FieldRules, Form, Loose, Permission } from "@gongdan/flow-model/bundle";
import type { Words } from "@gongdan/flow-model/words";
import { columnsInOrder } from "@gongdan/forms/core/columns";
import { bag, list } from "@gongdan/forms/core/json";
import starters from "./field-starters.json";

export type FieldSort =
  | "text" | "long" | "integer" | "decimal" | "choice" | "choices" | "yesno" | "date" | "moment"
  | "user" | "unit" | "asset" | "customer" | "order" | "files" | "lines";

export const sorts: readonly FieldSort[] = [
  "text", "long", "integer", "decimal", "choice", "choices", "yesno", "date", "moment", "files", "lines", "user", "unit", "asset", "customer", "order",
];
const referred = ["user", "unit", "asset", "customer", "order"] as const;
const offered = { a: starters.a, b: starters.b };

const schemas: Readonly<Record<Exclude<FieldSort, (typeof referred)[number]>, Loose>> = {
  text: { type: "string", maxLength: 200 },
  long: { type: "string", maxLength: 2000 },
  integer: { type: "integer" },
  decimal: { type: "string", format: "decimal" },
  choice: { type: "string", enum: ["a", "b"] },
  choices: { type: "array", items: { type: "string", enum: ["a", "b"] } },
  yesno: { type: "boolean" },
  date: { type: "string", format: "date" },
  moment: { type: "string", format: "date-time" },
  files: { type: "array", items: { type: "string", format: "uuid" }, maxItems: 10 },
  lines: { type: "array", items: { type: "object" }, maxItems: 100 },
};

/** A new field of a kind; lines begin with one column. */
export function newField(sort: FieldSort): Field {
  const title: Words = starters[sort];
  const refers = referred.find((each) => each === sort);
  if (refers) return { title, schema: { type: "string", format: "uuid" }, refers, privacy: "internal" };
  const schema = schemas[sort as keyof typeof schemas];
  const options = sort === "choice" || sort === "choices" ? { options: offered } : {};
  const columns = sort === "lines" ? { columns: { text_1: newField("text") } } : {};
  return { title, schema, privacy: "internal", ...(sort === "files" && { refers: "file" }), ...options, ...columns };
}

/** Which kind a field is of. */
export function sortOf({ schema, refers, columns }: Field): FieldSort {
  if (refers) return refers === "file" ? "files" : refers;
  if (columns && Object.keys(columns).length > 0) return "lines";
  const { type, format } = schema;
  if (type === "array") return "choices";
  if (type === "integer") return "integer";
  if (type === "boolean") return "yesno";
  if (schema["enum"]) return "choice";
  if (format === "decimal") return "decimal";
  if (format === "date") return "date";
  if (format === "date-time") return "moment";
  return Number(schema["maxLength"] ?? 0) > 500 ? "long" : "text";
}

/** The fields of a form in the order in which they stand. */
export function namesOf(form: Form | undefined): readonly string[] {
  const names = Object.keys(bag(form?.schema["properties"]));
  const wished = list(bag(form?.ui)["order"]).filter((name): name is string => typeof name === "string" && names.includes(name));
  return [...new Set([...wished, ...names])];
}

export const isRequired = (form: Form | undefined, name: string) => list(form?.schema["required"]).includes(name);

function changeForm(bundle: Bundle, key: string, change: (form: Form) => Form): Bundle {
  const form = bundle.forms?.[key];
  return form ? { ...bundle, forms: { ...bundle.forms, [key]: change(form) } } : bundle;
}

function fresh(base: string, taken: (name: string) => boolean): string {
  for (let count = 1; ; count += 1) if (!taken(`${base}_${count}`)) return `${base}_${count}`;
}

const words = (bundle: Bundle) => JSON.stringify({ ...bundle, title: 0 });

/** A name that no field, variable or text of the definition has. */
export function freshName(bundle: Bundle, sort: FieldSort): string {
  const said = words(bundle);
  return fresh(sort, (name) => said.includes(name));
}

export function addForm(bundle: Bundle, key: string): Bundle {
  const title: Words = starters.form;
  return { ...bundle, forms: { ...bundle.forms, [key]: { title, schema: { type: "object", properties: {}, required: [] }, ui: { order: [] } } } };
}

export const freshForm = (bundle: Bundle) => fresh("form", (key) => key in (bundle.forms ?? {}));

/** Puts a field of the vocabulary on a form, at a place (at the end where none is given). */
export function placeField(bundle: Bundle, key: string, name: string, at?: number): Bundle {
  return changeForm(bundle, key, (form) => {
    const others = namesOf(form).filter((each) => each !== name);
    const order = [...others.slice(0, at ?? others.length), name, ...others.slice(at ?? others.length)];
    const properties = { ...bag(form.schema["properties"]), [name]: { $ref: `#/fields/${name}/schema` } };
    return { ...form, schema: { ...form.schema, properties }, ui: { ...form.ui, order } };
  });
}

export function addField(bundle: Bundle, key: string, name: string, field: Field, at?: number): Bundle {
  return placeField({ ...bundle, fields: { ...bundle.fields, [name]: field } }, key, name, at);
}

/** Takes a field off a form with its rules; out of the vocabulary, too, where nothing else speaks of it. */
export function removeField(bundle: Bundle, key: string, name: string): Bundle {
  const without = changeForm(bundle, key, (form) => {
    const properties = omit(bag(form.schema["properties"]), (each) => each === name);
    const required = list(form.schema["required"]).filter((each) => each !== name);
    const sections = list(bag(form.ui)["sections"]).map((each) => ({ ...bag(each), fields: list(bag(each)["fields"]).filter((one) => one !== name) }));
    const ui = { ...form.ui, order: namesOf(form).filter((each) => each !== name), ...(sections.length > 0 && { sections }) };
    const fields = omit(bag(ui["fields" as keyof typeof ui]), (each) => each === name);
    const rules = omit(form.rules ?? {}, (each) => each === name || each.startsWith(`${name}.`));
    return { ...form, schema: { ...form.schema, properties, required }, ui: { ...ui, ...("fields" in ui && { fields }) }, rules };
  });
  const rest = words({ ...without, fields: omit(without.fields ?? {}, (each) => each === name) });
  return rest.includes(name) ? without : { ...without, fields: omit(without.fields ?? {}, (each) => each === name) };
}

function omit<T>(from: Readonly<Record<string, T>>, gone: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !gone(name)));
}

export function setRequired(bundle: Bundle, key: string, name: string, required: boolean): Bundle {
  return changeForm(bundle, key, (form) => {
    const others = list(form.schema["required"]).filter((each) => each !== name);
    return { ...form, schema: { ...form.schema, required: required ? [...others, name] : others } };
  });
}

/** Changes one of a field's rules; an empty text takes it away. */
export function setRule(bundle: Bundle, key: string, name: string, change: FieldRules): Bundle {
  return changeForm(bundle, key, (form) => {
    const made = Object.fromEntries(Object.entries({ ...form.rules?.[name], ...change }).filter(([, value]) => value !== ""));
    const others = omit(form.rules ?? {}, (each) => each === name);
    return { ...form, rules: Object.keys(made).length > 0 ? { ...others, [name]: made } : others };
  });
}

export function changeField(bundle: Bundle, name: string, change: Partial<Field>): Bundle {
  const field = bundle.fields?.[name];
  return field ? { ...bundle, fields: { ...bundle.fields, [name]: { ...field, ...change } } } : bundle;
}

/** The choices of a field, in both places where they stand: its schema, and their words. */
export function setChoices({ schema }: Field, options: Readonly<Record<string, Words>>): Partial<Field> {
  const values = Object.keys(options);
  return { options, schema: schema["type"] === "array" ? { ...schema, items: { type: "string", enum: values } } : { ...schema, enum: values } };
}

export function addColumn(bundle: Bundle, name: string, sort: FieldSort): Bundle {
  const field = bundle.fields?.[name];
  const columns = field?.columns ?? {};
  const added = fresh(sort, (each) => each in columns);
  const order = [...columnsInOrder({ ...field }).map(([column]) => column), added];
  return changeField(bundle, name, { columns: { ...columns, [added]: newField(sort) }, order });
}

export function changeColumn(bundle: Bundle, name: string, column: string, change: Partial<Field>): Bundle {
  const columns = bundle.fields?.[name]?.columns ?? {};
  const old = columns[column];
  return old ? changeField(bundle, name, { columns: { ...columns, [column]: { ...old, ...change } } }) : bundle;
}

export function removeColumn(bundle: Bundle, key: string, name: string, column: string): Bundle {
  const field = bundle.fields?.[name];
  const columns = omit(field?.columns ?? {}, (each) => each === column);
  const order = field?.order?.filter((each) => each !== column);
  return setRule(changeField(bundle, name, { columns, ...(order && { order }) }), key, `${name}.${column}`, nothing);
}

const nothing: FieldRules = { visible: "", required: "", read_only: "", computed: "", options: "", check: "" };

export function setPermission(bundle: Bundle, node: string, name: string, permission: Permission | undefined): Bundle {
  const step = bundle.flow.nodes[node];
  if (!step) return bundle;
  const fields = { ...omit(step.fields ?? {}, (each) => each === name), ...(permission && { [name]: permission }) };
  const changed = Object.keys(fields).length > 0 ? { ...step, fields } : (omit(step as unknown as Loose, (each) => each === "fields") as unknown as typeof step);
  return { ...bundle, flow: { ...bundle.flow, nodes: { ...bundle.flow.nodes, [node]: changed } } };
}
