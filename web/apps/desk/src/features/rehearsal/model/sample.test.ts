import { expect, it } from "vitest";
import { readForm } from "@gongdan/forms/core/read-form";
import { sampleOf, sampleValues } from "./sample";

const raw = {
  title: { zh: "泵轴", en: "Shafts" },
  urgency: 2,
  impact: 1,
  fields: { product: { zh: "泵轴", en: "Shaft" }, quantity: 60, lines: { zh: [{ part: "钢" }], en: [{ part: "steel" }] }, gone: "x" },
};
const form = { schema: { properties: { product: { type: "string" }, quantity: { type: "integer" }, lines: { type: "array", items: { type: "object", properties: { part: { type: "string" } } } } } } };

it("a sample speaks the reader's language and answers the fields that are there", () => {
  const sample = sampleOf(raw, "en");
  expect(sample).toMatchObject({ title: "Shafts", urgency: 2, impact: 1 });
  expect(sampleValues(readForm(form, "en"), sample)).toEqual({ product: "Shaft", quantity: 60, lines: [{ part: "steel" }] });
});
