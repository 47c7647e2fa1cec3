import { expect, it } from "vitest";
import type { Bundle } from "./bundle";
import type { Table } from "./table";
import * as tests from "./table-tests";
import { addColumn, addRule, addTable, changeTable, moveRule, removeColumn, removeRule, removeTable, setCell, tableKey } from "./tables";

const bundle: Bundle = { key: "repair", title: {}, flow: { nodes: {}, edges: [] } };
const made = addTable(bundle, "table_1", { en: "Who signs" }, "amount");
const table = (of: Bundle): Table => of.tables?.["table_1"] ?? { title: {}, inputs: [], outputs: [], rules: [] };

it("every row keeps a cell for every column, whatever comes and goes", () => {
  let now = addRule(addColumn(addColumn(table(made), "inputs"), "outputs"));
  now = setCell(now, 1, "inputs", 1, "> 1000");
  now = removeColumn(now, "inputs", 0);
  for (const rule of now.rules) expect([rule.inputs.length, rule.outputs.length]).toEqual([now.inputs.length, now.outputs.length]);
  expect(now.rules[1]?.inputs).toEqual(["> 1000"]);
  expect(removeColumn(now, "inputs", 0)).toBe(now);
});

it("rows change their order, and stay at the ends", () => {
  const two = setCell(addRule(table(made)), 1, "outputs", 0, '"second"');
  expect(moveRule(two, 1, -1).rules.map(({ outputs }) => outputs[0])).toEqual(['"second"', '""']);
  expect(moveRule(two, 0, -1)).toBe(two);
  expect(removeRule(two, 0).rules).toHaveLength(1);
});

it("a table comes under a free key and goes without a trace", () => {
  expect([tableKey(bundle), tableKey(made)]).toEqual(["table_1", "table_2"]);
  expect(removeTable(made, "table_1").tables).toEqual({});
  expect(changeTable(bundle, "none", (each) => each)).toBe(bundle);
});

it("a test row keeps an answer for every result, and goes with its member", () => {
  let now = addColumn(tests.addTest(table(made)), "outputs");
  now = tests.expect(tests.give(now, 0, "amount", "500"), 0, 1, '"chief"');
  expect(now.tests).toEqual([{ given: { amount: "500" }, expected: ["", '"chief"'] }]);
  expect(removeColumn(now, "outputs", 0).tests?.[0]?.expected).toEqual(['"chief"']);
  expect(tests.give(now, 0, "amount", "").tests?.[0]?.given).toEqual({});
  expect("tests" in tests.removeTest(now, 0)).toBe(false);
});

it("a cell is entered plainly, and stays FEEL where it says more", () => {
  for (const [feel, entry, plain] of [
    ['"a \\"b\\""', "words", 'a "b"'],
    ['date("2026-11-26")', "day", "2026-11-26"],
    ["true", "yesno", "true"],
    ["500", "feel", "500"],
  ] as const) {
    expect(tests.plainOf(feel, entry)).toBe(plain);
    expect(tests.feelOfPlain(plain, entry)).toBe(feel);
  }
  expect(tests.plainOf("lower case(x)", "words")).toBeUndefined();
});
