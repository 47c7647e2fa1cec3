/** A form while it is filled in: what is shown of it now, with what is computed, demanded and wrong. */
import { filledIn, type Issue, type IssueCode, isRows } from "./check";
import { type Bag, bag, wordsOf } from "./json";
import { judge, type Language, type Verdict } from "./judge";
import type { JudgedForm } from "./judged-form";
import type { Field, Row, Value, Values } from "./read-form";

export interface LiveForm {
  /** The fields that are shown, as they stand under these answers. */
  readonly fields: readonly Field[];
  /** The answers with what is computed put in its place. */
  readonly values: Values;
  readonly issues: readonly Issue[];
  /** What is sent. */
  readonly sent: Bag;
}

/** Judges the answers to a form's fields; `context` is what the order knows. */
export function liveForm(form: JudgedForm, fields: readonly Field[], values: Values, context: Bag, language: Language, locale: string): LiveForm {
  const verdict = judge(form, filledIn(fields, values), context, language);
  const shown = fields.filter(({ name }) => !verdict.hidden.has(`/${name}`));
  const byName = new Map(shown.map((field) => [field.name, field]));
  return {
    fields: shown.map((field) => standing(field, verdict, form)),
    values: Object.fromEntries(fields.map((field) => [field.name, valueOf(field, values[field.name], verdict)])),
    issues: verdict.issues.flatMap(({ pointer, code }) => {
      const [, name = "", line, column] = pointer.split("/");
      const field = byName.get(name);
      if (!field) return [];
      const rule = form.rules[column ? `${name}.${column}` : name];
      const message = code === "check" ? wordsOf(rule?.message, locale) : "";
      const schema = bag(form.schemas[column ? `${name}.${column}` : name]);
      const found: Issue = { field, code: codes[code] ?? "wrong", limit: Number(schema[code] ?? 0) };
      // what stands in for a file on its way is no id
      if (field.kind === "files" && code === "format") return [{ ...found, code: "waits" as const }];
      return [{ ...found, ...(message && { message }), ...(line !== undefined && { line: Number(line) }), ...(column && { column }) }];
    }),
    sent: Object.fromEntries(Object.entries(verdict.values).filter(([name]) => form.schemas[name])),
  };
}

const codes: Readonly<Record<string, IssueCode>> = {
  required: "required",
  minLength: "short",
  maxLength: "long",
  minimum: "small",
  maximum: "large",
  type: "number",
  enum: "choice",
  options: "choice",
  pattern: "pattern",
  format: "pattern",
  minItems: "few",
  maxItems: "many",
};

const turned = new WeakMap<Field, Map<string, Field>>();

/** One and the same field for each way in which it can stand: what shows it need not be drawn again. */
function standing(field: Field, verdict: Verdict, form: JudgedForm): Field {
  const pointer = `/${field.name}`;
  const required = verdict.required.has(pointer);
  const readOnly = field.readOnly || verdict.locked.has(pointer);
  const ways = turned.get(field) ?? new Map<string, Field>();
  turned.set(field, ways);
  const way = `${required} ${readOnly}`;
  const known = ways.get(way) ?? turnedField(field, required, readOnly, form);
  ways.set(way, known);
  return known;
}

function turnedField(field: Field, required: boolean, readOnly: boolean, form: JudgedForm): Field {
  const columns = field.columns.map((column) => {
    const computed = Boolean(form.rules[`${field.name}.${column.name}`]?.computed);
    return computed && !column.readOnly ? { ...column, readOnly: true } : column;
  });
  const same = required === field.required && readOnly === field.readOnly && columns.every((column, index) => column === field.columns[index]);
  return same ? field : { ...field, required, readOnly, columns };
}

function valueOf(field: Field, entered: Value, verdict: Verdict): Value {
  if (verdict.locked.has(`/${field.name}`)) return verdict.values[field.name] as Value;
  if (!isRows(entered)) return entered;
  const kept = verdict.values[field.name] as readonly Row[] | undefined;
  return entered.map((row, index) => withLocked(row, kept?.[index], (column) => verdict.locked.has(`/${field.name}/${index}/${column}`), field));
}

function withLocked(row: Row, kept: Row | undefined, locked: (column: string) => boolean, { columns }: Field): Row {
  const turned = columns.filter(({ name }) => locked(name) && row[name] !== kept?.[name]);
  return turned.length > 0 ? { ...row, ...Object.fromEntries(turned.map(({ name }) => [name, kept?.[name]])) } : row;
}

/** The values that are not for people to fill: whole fields, and cells of lines. */
export function reckonedValues({ fields, values }: LiveForm, entered: Values): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const now = entered[field.name];
      if (field.readOnly) return [[field.name, values[field.name]]];
      const columns = field.columns.filter(({ readOnly }) => readOnly);
      const then = values[field.name];
      if (columns.length === 0 || !isRows(now) || !isRows(then)) return [];
      const rows = now.map((row, index) => ({ ...row, ...Object.fromEntries(columns.map(({ name }) => [name, then[index]?.[name]])) }));
      return [[field.name, rows]];
    }),
  );
}
