/**
 * The judgement of a form's answers: what is kept, how fields stand, what is not accepted. Rule for rule the same as
 * `engines/forms/judging.py`; a test drives both with the same answers. The server's verdict is the truth.
 */
import { type Bag, bag } from "./json";
import type { JudgedForm, Rules } from "./judged-form";
import { type Fault, faultsOf, type Place } from "./schema-check";

export interface Language {
  readonly read: (schema: Bag, value: unknown) => unknown;
  readonly write: (schema: Bag, value: unknown) => unknown;
  readonly run: (text: string, values: Bag) => unknown;
  /** Which of the known names a text reads. */
  readonly names: (text: string) => readonly string[];
}

/** What a form without rules needs. */
export const noLanguage: Language = { read: (_, value) => value ?? null, write: () => null, run: () => null, names: () => [] };

export interface JudgedIssue {
  readonly pointer: string;
  readonly code: string;
}

/** `hidden`, `required` and `locked` hold JSON pointers. */
export interface Verdict {
  readonly values: Bag;
  readonly hidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly issues: readonly JudgedIssue[];
}

type Names = Record<string, unknown>;

const surplus = "additionalProperties";
const mostLines = 500;

export const pointerOf = (place: Place): string =>
  place.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Judges answers; `context` is what was known before, of these fields and of others. */
export function judge(form: JudgedForm, given: Bag, context: Bag, language: Language): Verdict {
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
  let faults = faultsOf(form.schemas, sent);
  const unread = new Set<string>();
  for (const [place, code] of faults) {
    if (code === "minItems" || code === surplus) continue;
    for (let length = 1; length <= place.length; length += 1) unread.add(pointerOf(place.slice(0, length)));
  }
  const judging = new Judging(form, context, language, unread);
  judging.settle(sent);
  if (Object.keys(form.rules).length + Object.keys(form.permissions).length > 0) {
    faults = [...faults.filter(([, code]) => code === surplus), ...faultsOf(form.schemas, judging.values)];
  }
  judging.speak();
  return judging.verdict(faults);
}

class Judging {
  readonly values: Names = {};
  private readonly hidden = new Set<string>();
  private readonly required = new Set<string>();
  private readonly locked = new Set<string>();
  private readonly issues: Fault[] = [];
  private readonly names: Names;
  private readonly lines: Record<string, readonly Names[]> = {};

  constructor(
    private readonly form: JudgedForm,
    private readonly context: Bag,
    private readonly language: Language,
    private readonly unread: ReadonlySet<string>,
  ) {
    this.names = Object.fromEntries(Object.entries(context).map(([name, value]) => [name, this.read(name, value)]));
  }

  settle(sent: Bag): void {
    for (const name of this.form.order) {
      const known = this.context[name] ?? null;
      let value = this.settled([name], sent[name], known, this.names);
      if (this.form.columns[name] && Array.isArray(value) && value.length <= mostLines) {
        value = this.settledLines(name, value, known);
      } else {
        this.names[name] = this.form.columns[name] ? [] : this.seen([name], value);
      }
      if (value !== null && value !== undefined) this.values[name] = value;
    }
  }

  speak(): void {
    for (const name of this.form.order) {
      this.spoken([name], this.values[name], this.names);
      (this.lines[name] ?? []).forEach((line, index) => {
        const names = this.beside(line);
        const row = bag((this.values[name] as readonly unknown[])[index]);
        for (const column of this.form.columns[name] ?? []) this.spoken([name, index, column], row[column], names);
      });
    }
  }

  verdict(faults: readonly Fault[]): Verdict {
    const found = new Map([...faults, ...this.issues].map(([place, code]) => [`${pointerOf(place)} ${code}`, { pointer: pointerOf(place), code }]));
    const issues = [...found.values()].sort((a, b) => compared(a.pointer, b.pointer) || compared(a.code, b.code));
    return { values: this.values, hidden: this.hidden, required: this.required, locked: this.locked, issues };
  }

  /** The names of a line before those of the form; a form of hundreds is not copied for each of its lines. */
  private beside(line: Names): Names {
    return Object.assign(Object.create(this.names) as Names, line);
  }

  private settled(place: Place, sent: unknown, known: unknown, names: Names): unknown {
    const field = fieldAt(place);
    const rules = this.rules(field);
    const permission = this.form.permissions[field];
    const pointer = pointerOf(place);
    if (permission === "hidden" || (rules.visible && !this.holds(rules.visible, names))) {
      this.hidden.add(pointer);
      return null;
    }
    if (rules.computed) {
      this.locked.add(pointer);
      return this.language.write(this.schema(field), this.language.run(rules.computed, names));
    }
    if (permission === "read" || (rules.read_only && this.holds(rules.read_only, names))) {
      this.locked.add(pointer);
      return known ?? this.schema(field)["default"];
    }
    return sent;
  }

  private settledLines(name: string, rows: readonly unknown[], known: unknown): unknown {
    const before = Array.isArray(known) ? (known as readonly unknown[]) : [];
    const columns = this.form.columns[name] ?? [];
    const nothing = () => Object.fromEntries(columns.map((column) => [column, null])) as Names;
    const seen: Names[] = [];
    const made = rows.map((row, index) => {
      const line = nothing();
      seen.push(line);
      if (typeof row !== "object" || row === null || Array.isArray(row)) return row;
      const old = bag(before[index]);
      const names = this.beside(line);
      const kept: Names = {};
      for (const column of columns) {
        const place = [name, index, column];
        const value = this.settled(place, bag(row)[column], old[column] ?? null, names);
        names[column] = line[column] = this.seen(place, value);
        if (value !== null && value !== undefined) kept[column] = value;
      }
      return kept;
    });
    this.lines[name] = seen;
    this.names[name] = seen;
    return made;
  }

  private spoken(place: Place, value: unknown, names: Names): void {
    const field = fieldAt(place);
    const rules = this.rules(field);
    const pointer = pointerOf(place);
    if (this.hidden.has(pointer)) return;
    if (!this.locked.has(pointer)) {
      this.demanded(field, place, value, names);
      if (rules.options && !isBlank(value)) {
        const offered = this.language.run(rules.options, names);
        if (Array.isArray(offered) && !this.offered(field, value, offered)) this.issues.push([place, "options"]);
      }
    }
    if (rules.check && this.language.run(rules.check, names) === false) this.issues.push([place, "check"]);
  }

  private demanded(field: string, place: Place, value: unknown, names: Names): void {
    const rules = this.rules(field);
    const always = this.form.required.has(field) || this.form.permissions[field] === "required";
    if (!always && !(rules.required && this.holds(rules.required, names))) return;
    this.required.add(pointerOf(place));
    if (isBlank(value)) this.issues.push([place, "required"]);
  }

  private offered(field: string, value: unknown, offered: readonly unknown[]): boolean {
    const seen = this.read(field, value);
    return (Array.isArray(seen) ? seen : [seen]).every((each) => offered.includes(each));
  }

  private seen(place: Place, value: unknown): unknown {
    const pointer = pointerOf(place);
    if (value === null || value === undefined || (this.unread.has(pointer) && !this.locked.has(pointer))) return null;
    return this.read(fieldAt(place), value);
  }

  private read(field: string, value: unknown): unknown {
    return this.language.read(this.schema(field), value);
  }

  private schema(field: string): Bag {
    return this.form.schemas[field] ?? this.form.reads[field] ?? {};
  }

  private rules(field: string): Rules {
    return this.form.rules[field] ?? {};
  }

  private holds(text: string, names: Names): boolean {
    return this.language.run(text, names) === true;
  }
}

const fieldAt = (place: Place) => (place.length === 1 ? String(place[0]) : `${String(place[0])}.${String(place[2])}`);

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function isBlank(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
