import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { contactFields, ownFields } from "./order-form";
import { kindFields, reportBody } from "./report-form";

const en = speech("en", "UTC");
const form = {
  schema: { properties: { title: { type: "string" }, floor: { type: "integer", title: "Floor" } } },
  ui: {},
};
const fields = [...ownFields(en), ...kindFields(form, "en"), ...contactFields(en)];

it("a kind of order adds its fields, and asks nothing twice", () => {
  expect(kindFields(form, "en").map((field) => field.name)).toEqual(["floor"]);
  expect(kindFields(undefined, "en")).toEqual([]);
});

it("the report holds the order's facts at the top, the kind's in fields, and whom to ask in contact", () => {
  const values = { title: " Pump hums ", description: "", urgency: 1, floor: 3, "contact.phone": "13812345678", "contact.name": " " };
  expect(reportBody("five_step", fields, values, { asset: "a1", customer: "c1" })).toEqual({
    type: "five_step",
    title: "Pump hums",
    urgency: 1,
    contact: { phone: "13812345678" },
    fields: { floor: 3 },
    asset: "a1",
    customer: "c1",
  });
  expect(reportBody("five_step", fields, { title: "Pump" }, { asset: "", customer: "" })).toEqual({ type: "five_step", title: "Pump" });
});
