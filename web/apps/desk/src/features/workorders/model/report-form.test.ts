import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { kindFields, ownFields, reportBody } from "./report-form";

const own = ownFields(speech("en", "UTC"));
const form = {
  schema: { properties: { title: { type: "string" }, floor: { type: "integer", title: "Floor" } } },
  ui: {},
};

it("a kind of order adds its fields, and asks nothing twice", () => {
  expect(kindFields(form, "en", own).map((field) => field.name)).toEqual(["floor"]);
  expect(kindFields(undefined, "en", own)).toEqual([]);
});

it("the report holds the order's facts at the top and the kind's in fields", () => {
  const values = { title: " Pump hums ", description: "", urgency: 1, floor: 3 };
  expect(reportBody("five_step", own, kindFields(form, "en", own), values)).toEqual({
    type: "five_step",
    title: "Pump hums",
    urgency: 1,
    fields: { floor: 3 },
  });
});
