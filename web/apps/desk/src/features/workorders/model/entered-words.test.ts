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
