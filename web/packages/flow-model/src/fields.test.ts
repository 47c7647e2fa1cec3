import { expect, it } from "vitest";
import type { Bundle } from "./bundle";
import { addField, ask, asks, fieldKey, fieldKinds, formsInOrder, kindOf, optionsOf, removeField, setOptions } from "./fields";

const bundle: Bundle = {
  key: "repair",
  title: { en: "Repair" },
  flow: { nodes: {}, edges: [] },
  fields: { cause: { title: { en: "Cause" }, schema: { type: "string" } } },
  forms: { report: { schema: { type: "object", properties: { cause: { $ref: "#/fields/cause/schema" } }, required: [] }, ui: { order: ["cause"] } } },
};
const form = (of: Bundle) => of.forms?.["report"] ?? { schema: {} };

it("each kind of field is known again by its schema", () => {
  for (const kind of fieldKinds) {
    const field = addField(bundle, "new", { en: "New" }, kind).fields?.["new"];
    expect(field && kindOf(field)).toBe(kind);
  }
  expect(kindOf({ title: {}, schema: { type: "array", items: { type: "object" } } })).toBeUndefined();
});

it("a key reads as the title, else as the kind, and is free", () => {
  expect(fieldKey(bundle, { en: "Amount of the offer" }, "money")).toBe("amount_of_the_offer");
  expect(fieldKey(bundle, { zh: "金额", en: "金额" }, "money")).toBe("money");
  expect(fieldKey(bundle, { en: "Cause" }, "text")).toBe("cause_2");
  expect(fieldKey(bundle, { zh: "预计费用", en: "预计费用" }, "number")).toBe("number_2");
  expect(fieldKey(bundle, { en: "Status" }, "choice")).toBe("status_2");
  expect(fieldKey(bundle, { en: "word ".repeat(20) }, "text").length).toBeLessThanOrEqual(36);
});

it("a form asks a field last of all, may be made to insist, and forgets it without a trace", () => {
  const added = addField(bundle, "amount", { en: "Amount" }, "money");
  const asked = ask(added, "report", "amount", "may");
  expect([asks(form(asked), "amount"), form(asked).ui?.["order"]]).toEqual(["may", ["cause", "amount"]]);
  const must = ask(asked, "report", "amount", "must");
  expect([asks(form(must), "amount"), form(must).schema["required"]]).toEqual(["must", ["amount"]]);
  expect(removeField(must, "amount")).toEqual(bundle);
  expect(ask(bundle, "nowhere", "cause", "must")).toBe(bundle);
});

it("what can be chosen keeps its order and its values", () => {
  for (const kind of ["choice", "choices"] as const) {
    const field = addField(bundle, "size", { en: "Size" }, kind).fields?.["size"];
    const options = [["b", { en: "Big" }], ["a", { en: "Small" }]] as const;
    expect(field && optionsOf(setOptions(field, options))).toEqual(options);
  }
});

it("forms stand as an order comes to them, whatever their names", () => {
  const flow = {
    nodes: { start: { kind: "start" }, z: { kind: "user", form: "z" }, a: { kind: "user", form: "a" } },
    edges: [{ key: "1", source: "start", target: "z" }, { key: "2", source: "z", target: "a" }],
  } as const;
  const empty = { schema: {} };
  expect(formsInOrder({ ...bundle, flow, forms: { a: empty, spare: empty, z: empty } }).map(([name]) => name)).toEqual(["z", "a", "spare"]);
});
