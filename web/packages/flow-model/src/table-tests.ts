/** Test rows of a decision table: which names they give, and pure edits; values are FEEL, entered plainly where one can. */
import type { Bundle } from "./bundle";
import type { Table, TableTest, ValueType } from "./table";
import { comparables, type Comparable } from "./conditions/fields";

/** The names that a table reads, as far as the definition knows them, in the order in which they stand. */
export function namesRead(bundle: Bundle, table: Table): readonly Comparable[] {
  const texts = [...table.inputs.map(({ expression }) => expression), ...table.rules.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])];
  const words = texts.flatMap((text) => text.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/(?<![\w.])[a-z]\w*/g) ?? []);
  const known = new Map(comparables(bundle).map((each) => [each.name, each]));
  return [...new Set(words)].flatMap((name) => known.get(name) ?? []);
}

export const addTest = (table: Table): Table => ({ ...table, tests: [...(table.tests ?? []), { given: {}, expected: table.outputs.map(() => "") }] });

/** Takes a test row away; with the last one the member goes, too. */
export function removeTest({ tests = [], ...table }: Table, row: number): Table {
  const left = tests.toSpliced(row, 1);
  return left.length > 0 ? { ...table, tests: left } : table;
}

function changeTest(table: Table, row: number, change: (test: TableTest) => TableTest): Table {
  return { ...table, tests: (table.tests ?? []).map((test, index) => (index === row ? change(test) : test)) };
}

/** What a test row gives; an empty text gives nothing. */
export function give(table: Table, row: number, name: string, text: string): Table {
  return changeTest(table, row, ({ given: { [name]: _old, ...given }, ...test }) => ({ ...test, given: text ? { ...given, [name]: text } : given }));
}

export const expect = (table: Table, row: number, at: number, text: string): Table =>
  changeTest(table, row, (test) => ({ ...test, expected: test.expected.with(at, text) }));

/** How a cell is entered: as plain words, as a day, by choosing, or as the FEEL that it is. */
export type Entry = "words" | "day" | "yesno" | "choice" | "feel";

const entries: Partial<Record<Comparable["kind"], Entry>> = { text: "words", date: "day", yesno: "yesno", choice: "choice", person: "words" };
export const entryOfName = ({ kind }: Comparable): Entry => entries[kind] ?? "feel";

const answers: Partial<Record<ValueType, Entry>> = { text: "words", date: "day", boolean: "yesno" };
/** Where a table gives several answers, they are written as a list. */
export const entryOfOutput = ({ hit_policy = "U", aggregator = "" }: Table, type: ValueType): Entry =>
  "ROC".includes(hit_policy) && aggregator === "" ? "feel" : (answers[type] ?? "feel");

const text = /^"(?:[^"\\]|\\.)*"$/;
const day = /^date\("(\d{4}-\d\d-\d\d)"\)$/;

/** A FEEL value as it is entered; undefined where it says more than such an entry can. */
export function plainOf(feel: string, entry: Entry): string | undefined {
  if (feel === "" || entry === "feel") return feel;
  if (entry === "day") return day.exec(feel)?.[1];
  if (entry === "yesno") return feel === "true" || feel === "false" ? feel : undefined;
  return text.test(feel) ? (JSON.parse(feel) as string) : undefined;
}

export function feelOfPlain(plain: string, entry: Entry): string {
  if (plain === "" || entry === "feel" || entry === "yesno") return plain;
  return entry === "day" ? `date("${plain}")` : JSON.stringify(plain);
}
