/**
 * FEEL as the language of form rules, by feelin; loaded only where a form has rules. The server's answer is the truth:
 * it reckons in decimals of 34 digits, here every arithmetic result is rounded to the 15 digits that a double holds
 * for certain, so that 0.1 + 0.2 is 0.3. What still differs is listed in `known-differences.json`.
 */
import { evaluate, FeelDate, FeelDateTime, FeelFunction, FeelTime, parseDate, parseDateTime, parseExpression, parseTime } from "feelin";
import { exact } from "./exact";
import { type Bag, bag } from "./json";
import type { Language } from "./judge";

const rounded = (value: unknown) => (typeof value === "number" ? Number(value.toPrecision(15)) : value);

/** The language over these names: fields, their columns, and what the order knows. */
export function feelOver(names: ReadonlySet<string>): Language {
  const programs = new Map<string, Program | undefined>();
  return {
    read,
    write,
    run(text, values) {
      if (!programs.has(text)) programs.set(text, compiled(text, names));
      return programs.get(text)?.(values) ?? null;
    },
    names: (text) => [...new Set(namesIn(text))].filter((name) => names.has(name)),
  };
}

type Program = (values: Bag) => unknown;

function compiled(text: string, known: ReadonlySet<string>): Program | undefined {
  try {
    const parameters = [...new Set(namesIn(text))].filter((name) => known.has(name));
    const { text: body, functions } = prepared(text, known);
    const made = evaluate(`function(${parameters.join(", ")}) ${body}`, functions).value;
    if (!(made instanceof FeelFunction)) return undefined;
    return (values) => {
      try {
        return made.invoke(parameters.map((name) => values[name] ?? null)) as unknown;
      } catch {
        return null;
      }
    };
  } catch {
    return undefined;
  }
}

interface Named {
  readonly name: string;
  readonly at: number;
  /** Whether it stands before arguments: then it is a function's name. */
  readonly called: boolean;
}

function named(text: string): readonly Named[] {
  const found: Named[] = [];
  parseExpression(text, {}, undefined).iterate({
    enter({ name, from, to, node }) {
      if (name !== "VariableName") return;
      found.push({ name: text.slice(from, to), at: from, called: node.parent?.name === "FunctionInvocation" && node.parent.from === from });
    },
  });
  return found;
}

const namesIn = (text: string) => named(text).flatMap(({ name, called }) => (called ? [] : [name]));

/** Texts put in place of others: `over` as many characters are left out. */
interface Mark {
  readonly at: number;
  readonly mark: string;
  readonly over?: number;
}

const before: Readonly<Record<string, string>> = { ArithmeticExpression: "rounded(", FunctionInvocation: "rounded(" };
const behind: Readonly<Record<string, string>> = { ...before, QuantifiedExpression: ")" };
// "every x in lines satisfies c" is told from all answers of c, null among them, as the standard has it
const instead: Readonly<Record<string, string>> = { every: "every_of(for", some: "some_of(for", satisfies: "return" };

/**
 * The text as feelin shall run it: every arithmetic result rounded, quantifiers told by us, and functions under names
 * of their own, so that a column `count` does not stand in the way of the function `count`.
 */
function prepared(text: string, known: ReadonlySet<string>): { readonly text: string; readonly functions: Bag } {
  const marks: Mark[] = [];
  const functions: Record<string, unknown> = { rounded, every_of: everyOf, some_of: someOf };
  parseExpression(text, {}, undefined).iterate({
    enter({ name, from, to }) {
      if (before[name]) marks.push({ at: from, mark: before[name] });
      if (instead[name]) marks.push({ at: from, mark: instead[name], over: to - from });
    },
    leave({ name, to }) {
      if (behind[name]) marks.push({ at: to, mark: ")" });
    },
  });
  for (const { name, at, called } of named(text)) {
    if (!called || !known.has(name)) continue;
    functions[`called_${name}`] = evaluate(name).value;
    marks.push({ at, mark: "called_" });
  }
  return { text: marked(text, marks), functions };
}

function marked(text: string, marks: Mark[]): string {
  let made = "";
  let done = 0;
  // marks at one place stand as they came: the sort keeps their order
  for (const { at, mark, over = 0 } of marks.sort((a, b) => a.at - b.at)) {
    made += text.slice(done, at) + mark;
    done = at + over;
  }
  return made + text.slice(done);
}

const everyOf = (answers: unknown) => told(answers, false);
const someOf = (answers: unknown) => told(answers, true);

/** One answer that decides, else null where one is unknown, else the other. */
function told(answers: unknown, decides: boolean): boolean | null {
  if (!Array.isArray(answers)) return null;
  if (answers.includes(decides)) return decides;
  return answers.every((each) => each === !decides) ? !decides : null;
}

function read(schema: Bag, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => read(bag(schema["items"]), each));
  if (schema["type"] === "object") {
    return Object.fromEntries(Object.entries(bag(schema["properties"])).map(([name, each]) => [name, read(bag(each), bag(value)[name])]));
  }
  if (typeof value !== "string") return value ?? null;
  switch (schema["format"]) {
    case "decimal":
      return Number.isNaN(Number(value)) ? null : Number(value);
    case "date":
      return parseDate(value);
    case "time":
      return parseTime(value);
    case "date-time":
      return parseDateTime(value);
    default:
      return value;
  }
}

function write(schema: Bag, value: unknown): unknown {
  switch (schema["type"]) {
    case "integer": {
      const whole = typeof value === "number" ? Number(exact(value, 0) ?? NaN) : NaN;
      return Number.isSafeInteger(whole) ? whole : null;
    }
    case "string":
      return textOf(schema["format"], value);
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "array": {
      const made = Array.isArray(value) ? value.map((each) => write(bag(schema["items"]), each)) : [null];
      return made.includes(null) ? null : made;
    }
    default:
      return null;
  }
}

const finest = 6;

function textOf(format: unknown, value: unknown): string | null {
  switch (format) {
    case "decimal":
      return typeof value === "number" ? exact(value, finest) : null;
    case "date":
      return value instanceof FeelDate ? value.iso : null;
    case "time":
      return value instanceof FeelTime ? value.iso : null;
    case "date-time":
      return value instanceof FeelDateTime ? value.iso : null;
    default:
      return typeof value === "string" ? value : null;
  }
}
