import { describe, expect, it } from "vitest";
import { check, filledIn, startingValues } from "./check";
import { enteredNumber } from "./entered-number";
import { wordsOf } from "./json";
import { readForm } from "./read-form";

const definition = {
  schema: {
    type: "object",
    required: ["cause", "minutes"],
    properties: {
      minutes: { type: "integer", minimum: 1, maximum: 600, title: "Minutes" },
      cause: { type: "string", maxLength: 10, title: { zh: "原因", en: "Cause" } },
      note: { type: ["string", "null"], maxLength: 2000 },
      found: { type: "string", enum: ["wear", "misuse"], default: "wear" },
      secret: { type: "string" },
    },
  },
  ui: {
    order: ["cause", "ghost"],
    fields: { found: { options: { wear: { zh: "磨损", en: "Wear" } } }, secret: { widget: "hidden" } },
  },
};
const fields = readForm(definition, "zh");

describe("a form definition", () => {
  it("gives its fields in the wished order, then the rest, without the hidden", () => {
    expect(fields.map((field) => field.name)).toEqual(["cause", "minutes", "note", "found"]);
  });

  it("says each field in the reader's language, else by its name", () => {
    expect(fields.map((field) => field.label)).toEqual(["原因", "Minutes", "note", "found"]);
    expect(wordsOf({ en: "only" }, "zh")).toBe("only");
  });

  it("chooses the widget by the schema", () => {
    expect(fields.map((field) => field.kind)).toEqual(["text", "integer", "long-text", "choice"]);
  });

  it("names options, or shows their value", () => {
    expect(fields[3]?.options).toEqual([
      { value: "wear", label: "磨损" },
      { value: "misuse", label: "misuse" },
    ]);
  });

  it("that makes no sense gives no fields", () => {
    for (const schema of [null, 7, [], { properties: "no" }]) expect(readForm({ schema }, "en")).toEqual([]);
  });
});

describe("checking", () => {
  const codes = (values: Parameters<typeof check>[1]) => check(fields, values).map(({ field, code }) => [field.name, code]);

  it("finds what is missing", () => {
    expect(codes({ cause: "  " })).toEqual([
      ["cause", "required"],
      ["minutes", "required"],
    ]);
  });

  it("counts characters as people do, not code units", () => {
    expect(codes({ cause: "𠮷".repeat(10), minutes: 5 })).toEqual([]);
    expect(codes({ cause: "泵".repeat(11), minutes: 5 })).toEqual([["cause", "long"]]);
  });

  it("holds numbers to their limits", () => {
    expect(codes({ cause: "x", minutes: 0 })).toEqual([["minutes", "small"]]);
    expect(codes({ cause: "x", minutes: 601 })).toEqual([["minutes", "large"]]);
    expect(codes({ cause: "x", minutes: 1.5 })).toEqual([["minutes", "number"]]);
  });

  it("takes only offered choices", () => {
    expect(codes({ cause: "x", minutes: 1, found: "rust" })).toEqual([["found", "choice"]]);
  });
});

it("blank answers are not sent, and hidden ones never", () => {
  expect(filledIn(fields, { cause: " a ", minutes: 0, note: " ", secret: "s" })).toEqual({ cause: "a", minutes: 0 });
});

it("a form begins with what is known, else with its presets", () => {
  expect(startingValues(fields, { cause: "wet", note: { odd: true } })).toEqual({
    cause: "wet",
    minutes: undefined,
    note: undefined,
    found: "wear",
  });
});

describe("a number that is typed", () => {
  const form = readForm({ schema: { properties: { share: { type: "number", maximum: 2 } } } }, "en");

  it("stays as it was typed on its way, and is one when it is judged and sent", () => {
    expect(["", "-", "1.", "1.0", "1.05", "007", "x"].map(enteredNumber)).toEqual([undefined, "-", "1.", "1.0", 1.05, "007", "x"]);
    expect(["1.0", "007", "1.", "9"].map((text) => filledIn(form, { share: text })["share"])).toEqual([1, 7, "1.", 9]);
    expect(["1.0", "1.", "9"].map((text) => check(form, { share: text })[0]?.code)).toEqual([undefined, "number", "large"]);
  });
});
