/** A form as the judgement needs it, read from its schema and layout. The same struct as `engines/forms/model.py`. */
import { type Bag, bag, list } from "./json";
import type { FormDefinition } from "./read-form";

export type Permission = "hidden" | "read" | "edit" | "required";

/** What holds for a field, or for a column (`field.column`), under conditions; each is FEEL. */
export interface Rules {
  readonly visible?: string;
  readonly required?: string;
  readonly read_only?: string;
  readonly computed?: string;
  readonly options?: string;
  readonly check?: string;
  readonly message?: Readonly<Record<string, string>>;
}

export interface JudgedForm {
  /** Fields in the order in which their rules speak. */
  readonly order: readonly string[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly schemas: Readonly<Record<string, Bag>>;
  /** Schemas of fields that rules read and the form does not ask for. */
  readonly reads: Readonly<Record<string, Bag>>;
  readonly required: ReadonlySet<string>;
  readonly rules: Readonly<Record<string, Rules>>;
  readonly permissions: Readonly<Record<string, Permission>>;
}

/** Whether answers can change how the form stands: then FEEL is needed. */
export function hasRules(form: JudgedForm): boolean {
  return Object.keys(form.rules).length > 0;
}

export function judgedForm({ schema, ui }: FormDefinition): JudgedForm {
  const properties = bag(bag(schema)["properties"]);
  const turns = list(bag(ui)["turns"]).filter((turn) => typeof turn === "string");
  const names = inTurn(Object.keys(properties), turns, "");
  const schemas: Record<string, Bag> = {};
  const columns: Record<string, readonly string[]> = {};
  const required = new Set(list(bag(schema)["required"]).map(String));
  for (const name of names) {
    schemas[name] = bag(properties[name]);
    const line = bag(schemas[name]["items"]);
    if (line["type"] !== "object") continue;
    const inner = bag(line["properties"]);
    columns[name] = inTurn(Object.keys(inner), turns, `${name}.`);
    for (const column of columns[name]) schemas[`${name}.${column}`] = bag(inner[column]);
    for (const column of list(line["required"])) required.add(`${name}.${String(column)}`);
  }
  return {
    order: names,
    columns,
    schemas,
    required,
    reads: bag(bag(ui)["reads"]) as Record<string, Bag>,
    rules: bag(bag(ui)["rules"]) as Record<string, Rules>,
    permissions: bag(bag(ui)["permissions"]) as Record<string, Permission>,
  };
}

/** The names in the order of the turns; those that have none stay behind, as they stood. */
function inTurn(names: readonly string[], turns: readonly string[], prefix: string): readonly string[] {
  const known = new Set(names);
  const turned = turns.flatMap((turn) => (turn.startsWith(prefix) && known.has(turn.slice(prefix.length)) ? [turn.slice(prefix.length)] : []));
  return [...new Set([...turned, ...names])];
}
