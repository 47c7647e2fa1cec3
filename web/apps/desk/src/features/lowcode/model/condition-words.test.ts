import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { conditionWords } from "./condition-words";
import { edgeWords } from "./edge-words";

const fields: readonly Comparable[] = [{ name: "amount", kind: "number", title: { en: "Amount", zh: "金额" } }];
const [zh, en] = [speech("zh", "Asia/Shanghai"), speech("en", "UTC")];

it("a condition on a card is said in words, groups within groups too", () => {
  expect(conditionWords("amount > 1000", fields, zh)).toEqual({ words: "金额 大于 1,000", feel: "" });
  expect(conditionWords("not(amount > 1000 and amount < 5)", fields, zh).feel).toBe("");
});

it("what no words can say is called a rule of its own, with all of its FEEL to be looked at", () => {
  const feel = 'some x in parts satisfies x.price > 1000 and contains(x.name, "bearing")';
  expect(conditionWords(feel, fields, zh)).toEqual({ words: "自定义规则", feel });
  expect(conditionWords(`amount > 5 and ${feel}`, fields, en)).toEqual({ words: "Own rule", feel: `amount > 5 and ${feel}` });
  expect(conditionWords("amount >", fields, en)).toEqual({ words: "Own rule", feel: "amount >" });
});

it("an edge is called by its title, its outcome, its condition, or that nothing else fits", () => {
  const flow = { nodes: { a: { kind: "user", outcomes: { ok: { title: { en: "Fit" } } } } }, edges: [] } as const;
  const edge = { key: "e", source: "a", target: "b" };
  const said = [
    { ...edge, title: { en: "Dear" }, condition: "amount > 1" },
    { ...edge, outcome: "ok" },
    { ...edge, condition: "amount > 1" },
    { ...edge, default: true },
    edge,
  ].map((each) => edgeWords(flow, each, fields, en).words);
  expect(said.slice(0, 2)).toEqual(["Dear", "Fit"]);
  expect(said[2]).toMatch(/^Amount/);
  expect(said[4]).toBe("");
});
