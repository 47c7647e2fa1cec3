import { expect, it } from "vitest";
import { exact } from "./exact";
import { feelOver } from "./feel";
import vectors from "./feel-vectors.json";
import { judge, noLanguage } from "./judge";
import { judgedForm } from "./judged-form";
import { languageOf } from "./load-feel";

const names = new Set(["items", "count", "amount", "text", "kind", "yes"]);
const run = (text: string, values: object) => feelOver(names).run(text, values as Record<string, unknown>);

it("tells rules as the server does, and differs only where it is known to", () => {
  for (const { text, values, value } of vectors.same) expect([text, run(text, values)]).toEqual([text, value]);
  for (const { text, values, page } of vectors.different) expect([text, run(text, values)]).toEqual([text, page]);
});

it("keeps computed numbers as exact decimals", () => {
  const kept = (value: number) => exact(value, 6);
  expect([0.1 + 0.2, 2 / 3, -1e-9, 1e15 + 0.5, 100, 1e20, -2.5].map(kept)).toEqual(["0.3", "0.666667", "0", "1000000000000000", "100", null, "-2.5"]);
  expect([2.5, -2.5, 2.4999].map((value) => exact(value, 0))).toEqual(["3", "-3", "2"]);
});

const money = { type: "string", format: "decimal" };
const form = judgedForm({
  schema: {
    properties: {
      total: money,
      why: { type: "string" },
      items: { type: "array", items: { type: "object", required: ["part"], properties: { amount: money, count: { type: "integer" }, price: money, part: { type: "string" } } } },
    },
    required: ["items"],
  },
  ui: {
    turns: ["items", "total", "why", "items.part", "items.count", "items.price", "items.amount"],
    rules: { total: { computed: "sum(items.amount)" }, "items.amount": { computed: "count * price" }, why: { visible: "total > 100", required: "true" } },
  },
});

it("reckons lines, then what is computed from them, then what they show", async () => {
  const language = await languageOf(form);
  const cheap = judge(form, { items: [{ part: "a", count: 3, price: "0.1" }], why: "forged" }, {}, language);
  expect(cheap.values).toEqual({ items: [{ part: "a", count: 3, price: "0.1", amount: "0.3" }], total: "0.3" });
  expect([...cheap.hidden]).toEqual(["/why"]);
  const dear = judge(form, { items: [{ count: 300, price: "1", amount: "1" }] }, {}, language);
  expect(dear.issues).toEqual([
    { pointer: "/items/0/part", code: "required" },
    { pointer: "/why", code: "required" },
  ]);
});

it("needs no language where there are no rules", async () => {
  const plain = judgedForm({ schema: { properties: { a: { type: "string" } }, required: ["a"] } });
  expect(await languageOf(plain)).toBe(noLanguage);
  expect(judge(plain, { b: 1 }, {}, noLanguage).issues).toEqual([
    { pointer: "/a", code: "required" },
    { pointer: "/b", code: "additionalProperties" },
  ]);
});
