/** The fields of a definition and the forms that ask them: pure edits of the document. */
import type { Bundle, Field, Form, Loose } from "./bundle";
import type { Words } from "./words";
import { layersOf } from "./graph/layers";
import reservedNames from "./reserved.json";

/** What a new field can be, as people say it; its schema follows. */
export const fieldKinds = ["text", "long", "number", "money", "date", "choice", "choices", "yes"] as const;
export type FieldKind = (typeof fieldKinds)[number];

const schemas: Readonly<Record<FieldKind, Loose>> = {
  text: { type: "string", maxLength: 200 },
  long: { type: "string", maxLength: 4000 },
  number: { type: "integer" },
  money: { type: "string", format: "decimal" },
  date: { type: "string", format: "date" },
  choice: { type: "string", enum: [] },
  choices: { type: "array", items: { type: "string", enum: [] } },
  yes: { type: "boolean" },
};

/** A choice's values stand in its own schema, those of several choices in that of their items. */
const inner = (schema: Loose): Loose => (schema["type"] === "array" ? ((schema["items"] ?? {}) as Loose) : schema);

/** Which kind a schema is of; undefined for one that was made otherwise. */
export function kindOf({ schema }: Field): FieldKind | undefined {
  const type = schema["type"];
  const isChoice = Array.isArray(inner(schema)["enum"]);
  if (type === "array") return isChoice ? "choices" : undefined;
  if (isChoice) return "choice";
  if (type === "boolean") return "yes";
  if (type === "integer") return "number";
  if (type !== "string") return undefined;
  if (schema["format"] === "decimal") return "money";
  if (schema["format"] === "date") return "date";
  if (schema["format"] !== undefined) return undefined;
  return Number(schema["maxLength"] ?? 0) > 500 ? "long" : "text";
}

const reserved: ReadonlySet<string> = new Set(reservedNames);
/** Letters of a key, a count behind it not counted: the server takes 40. */
const longestKey = 36;

/** A key that reads as the title does where it has letters for it, that no field has and no order has of itself. */
export function fieldKey(bundle: Bundle, title: Words, kind: string): string {
  const spelled = (title["en"] ?? "").toLowerCase().match(/[a-z0-9]+/g)?.join("_").replace(/^[0-9_]+/, "").slice(0, longestKey) ?? "";
  const base = spelled === "" ? kind : spelled;
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}_${count}`;
    if (!(key in (bundle.fields ?? {})) && !reserved.has(key)) return key;
  }
}

export function addField(bundle: Bundle, key: string, title: Words, kind: FieldKind): Bundle {
  const options = kind === "choice" || kind === "choices";
  const field: Field = { title, schema: schemas[kind], privacy: "internal", ...(options && { options: {} }) };
  return { ...bundle, fields: { ...bundle.fields, [key]: field } };
}

export function changeField(bundle: Bundle, key: string, change: (field: Field) => Field): Bundle {
  const field = bundle.fields?.[key];
  return field ? { ...bundle, fields: { ...bundle.fields, [key]: change(field) } } : bundle;
}

/** Sets what can be chosen, in this order; what a value is called can change, the value itself stays. */
export function setOptions(field: Field, options: readonly (readonly [value: string, title: Words])[]): Field {
  const values = options.map(([value]) => value);
  const { schema } = field;
  const next = schema["type"] === "array" ? { ...schema, items: { ...inner(schema), enum: values } } : { ...schema, enum: values };
  return { ...field, schema: next, options: Object.fromEntries(options) };
}

/** What can be chosen, in the order of the schema. */
export function optionsOf(field: Field): readonly (readonly [value: string, title: Words])[] {
  const values = (inner(field.schema)["enum"] ?? []) as readonly unknown[];
  return values.filter((value) => typeof value === "string").map((value) => [value, field.options?.[value] ?? {}]);
}

/** Takes a field out, and out of every form that asks it. */
export function removeField(bundle: Bundle, key: string): Bundle {
  const { [key]: _gone, ...fields } = bundle.fields ?? {};
  const without = Object.keys(bundle.forms ?? {}).reduce((now, form) => ask(now, form, key, "no"), bundle);
  return { ...without, fields };
}

/** The forms as an order comes to them; those that no step asks stand last. */
export function formsInOrder(bundle: Bundle): readonly (readonly [name: string, form: Form])[] {
  const forms = bundle.forms ?? {};
  const asked = [...layersOf(bundle.flow)].sort(([, one], [, other]) => one - other).map(([key]) => bundle.flow.nodes[key]?.form ?? "");
  const names = new Set([...asked.filter((name) => name in forms), ...Object.keys(forms)]);
  return [...names].flatMap((name) => (forms[name] ? [[name, forms[name]] as const] : []));
}

/** Whether a form asks a field, and whether it must be answered there. */
export type Asked = "no" | "may" | "must";

const propertiesOf = (form: Form) => (form.schema["properties"] ?? {}) as Loose;
const requiredOf = (form: Form) => (form.schema["required"] ?? []) as readonly string[];

export function asks(form: Form, key: string): Asked {
  if (!(key in propertiesOf(form))) return "no";
  return requiredOf(form).includes(key) ? "must" : "may";
}

/** Has a form ask a field, last of all, or no more. */
export function ask(bundle: Bundle, name: string, key: string, wish: Asked): Bundle {
  const form = bundle.forms?.[name];
  if (!form || asks(form, key) === wish) return bundle;
  const { [key]: was, ...others } = propertiesOf(form);
  const properties = wish === "no" ? others : { ...propertiesOf(form), [key]: was ?? { $ref: `#/fields/${key}/schema` } };
  const required = [...requiredOf(form).filter((each) => each !== key), ...(wish === "must" ? [key] : [])];
  const order = ((form.ui?.["order"] ?? Object.keys(propertiesOf(form))) as readonly string[]).filter((each) => each !== key || wish !== "no");
  const ui = { ...form.ui, order: order.includes(key) || wish === "no" ? order : [...order, key] };
  return { ...bundle, forms: { ...bundle.forms, [name]: { ...form, schema: { ...form.schema, properties, required }, ui } } };
}
