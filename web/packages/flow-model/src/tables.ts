/** Decision tables: pure edits of one table; every row keeps a cell for every column. */
import type { Bundle } from "./bundle";
import type { Table, TableRule } from "./table";

/** Which side of a table a column stands on. */
export type Side = "inputs" | "outputs";

export const hitPolicies = ["U", "F", "P", "A", "C", "R", "O"] as const;

export function changeTable(bundle: Bundle, key: string, change: (table: Table) => Table): Bundle {
  const table = bundle.tables?.[key];
  return table ? { ...bundle, tables: { ...bundle.tables, [key]: change(table) } } : bundle;
}

export function removeTable(bundle: Bundle, key: string): Bundle {
  const { [key]: _gone, ...tables } = bundle.tables ?? {};
  return { ...bundle, tables };
}

/** A table with one column on each side and one row that holds always. */
export function addTable(bundle: Bundle, key: string, title: Table["title"], expression: string): Bundle {
  const table: Table = {
    title,
    inputs: [{ expression }],
    outputs: [{ name: "result", type: "text" }],
    rules: [{ inputs: ["-"], outputs: ['""'] }],
    hit_policy: "F",
  };
  return { ...bundle, tables: { ...bundle.tables, [key]: table } };
}

export function tableKey(bundle: Bundle): string {
  for (let count = 1; ; count += 1) if (!(`table_${count}` in (bundle.tables ?? {}))) return `table_${count}`;
}

export function addColumn(table: Table, side: Side): Table {
  const count = table[side].length + 1;
  const column = side === "inputs" ? { expression: "" } : { name: `result_${count}`, type: "text" as const };
  const cell = side === "inputs" ? "-" : '""';
  const wide = { ...table, [side]: [...table[side], column], rules: table.rules.map((rule) => ({ ...rule, [side]: [...rule[side], cell] })) };
  return side === "outputs" ? expecting(wide, (expected) => [...expected, ""]) : wide;
}

export function removeColumn(table: Table, side: Side, at: number): Table {
  if (table[side].length < 2) return table;
  const rules = table.rules.map((rule) => ({ ...rule, [side]: rule[side].toSpliced(at, 1) }));
  const narrow = { ...table, [side]: table[side].toSpliced(at, 1), rules };
  return side === "outputs" ? expecting(narrow, (expected) => expected.toSpliced(at, 1)) : narrow;
}

/** Keeps an answer for every result in each test row. */
function expecting(table: Table, change: (expected: readonly string[]) => readonly string[]): Table {
  return table.tests ? { ...table, tests: table.tests.map((test) => ({ ...test, expected: change(test.expected) })) } : table;
}

export function setCell(table: Table, row: number, side: Side, at: number, text: string): Table {
  return changeRule(table, row, (rule) => ({ ...rule, [side]: rule[side].with(at, text) }));
}

export function changeRule(table: Table, row: number, change: (rule: TableRule) => TableRule): Table {
  return { ...table, rules: table.rules.map((rule, index) => (index === row ? change(rule) : rule)) };
}

export function addRule(table: Table): Table {
  const rule = { inputs: table.inputs.map(() => "-"), outputs: table.outputs.map(() => '""') };
  return { ...table, rules: [...table.rules, rule] };
}

export const removeRule = (table: Table, row: number): Table => ({ ...table, rules: table.rules.toSpliced(row, 1) });

/** Moves a row; beyond either end it stays where it is. */
export function moveRule(table: Table, row: number, by: number): Table {
  const rule = table.rules[row];
  if (!rule || row + by < 0 || row + by >= table.rules.length) return table;
  return { ...table, rules: table.rules.toSpliced(row, 1).toSpliced(row + by, 0, rule) };
}
