import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { enteredWords } from "./entered-words";

const bundle = {
  fields: { a: { title: { en: "First" } }, b: { title: { en: "Second" }, options: { x: { en: "An X" } } } },
  forms: { f: { ui: { order: ["b", "a"] } } },
  flow: { nodes: { n: { stage: "execute", form: "f" } } },
};

it("what was filled in is said in words, in the order of the form, without blanks", () => {
  const values = { a: ["one", "two"], z: null, c: true, b: "x" };
  expect(enteredWords(values, bundle, speech("en", "UTC")).map(({ title, words }) => [title, words])).toEqual([
    ["Second", "An X"],
    ["First", "one, two"],
    ["c", "Yes"],
  ]);
});

it("lines are a table in the order of their columns, without those that nobody filled in", () => {
  const columns = {
    amount: { title: { en: "Amount" }, unit: "CNY" },
    part: { title: { en: "Part" } },
    spare: { title: { en: "Spare" } },
    to_buy: { title: { en: "To buy" } },
  };
  const drawn = { ...bundle, fields: { parts: { title: { en: "Parts" }, columns, order: ["part", "to_buy", "amount", "spare"] } } };
  const values = { parts: [{ amount: "5", part: "seal", to_buy: true }, { part: "belt" }], none: [] };
  expect(enteredWords(values, drawn, speech("en", "UTC")).map(({ title, lines }) => [title, lines])).toEqual([
    ["Parts", { heads: ["Part", "To buy", "Amount (CNY)"], rows: [["seal", "Yes", "5"], ["belt", "", ""]] }],
  ]);
});
