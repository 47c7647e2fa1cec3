import { expect, it } from "vitest";
import type { Bundle } from "./bundle";
import { cellOf, choicesOf, nextOf, setCells, setReport, showCustomers } from "./rights";

const bundle: Bundle = {
  key: "repair",
  title: {},
  fields: {
    amount: { title: {}, schema: { type: "string" } },
    phone: { title: {}, schema: { type: "string" }, privacy: "personal" },
    note: { title: {}, schema: { type: "string" } },
  },
  forms: { work: { schema: { properties: { amount: {}, phone: {} }, required: ["phone"] } } },
  flow: { nodes: { do: { kind: "user", form: "work" }, check: { kind: "user" } }, edges: [] },
};
const step = (of: Bundle, key = "do") => of.flow.nodes[key] ?? { kind: "user" as const };

it("a cell is what the step says, else what its form says", () => {
  expect(cellOf(bundle, step(bundle), "amount")).toBe("edit");
  expect(cellOf(bundle, step(bundle), "phone")).toBe("required");
  expect(cellOf(bundle, step(bundle), "note")).toBeUndefined();
  expect(cellOf(bundle, step(bundle, "check"), "amount")).toBeUndefined();
});

it("what the form says anyway is not written down, and what it does not ask can't be set", () => {
  const spots = ["amount", "phone", "note"].map((field) => ({ step: "do", field }));
  const read = setCells(bundle, spots, "read");
  expect(step(read).fields).toEqual({ amount: "read", phone: "read" });
  expect(step(setCells(read, spots, "edit"))).toEqual(step(bundle));
});

it("a cell goes round through what it can be", () => {
  const choices = choicesOf(bundle, step(bundle), "phone");
  expect([nextOf(choices, "required"), nextOf(choices, "hidden"), nextOf(choices, "read")]).toEqual(["hidden", "read", "required"]);
});

it("what is personal is not shown to customers by a switch, and no roles mean whoever may report", () => {
  expect(showCustomers(bundle, "amount", true).fields?.["amount"]?.privacy).toBe("public");
  expect(showCustomers(bundle, "phone", true).fields?.["phone"]?.privacy).toBe("personal");
  const some = setReport(bundle, ["dispatcher"]);
  expect(some.permissions).toEqual({ report: ["dispatcher"] });
  expect(setReport(some, [])).toEqual(bundle);
});
