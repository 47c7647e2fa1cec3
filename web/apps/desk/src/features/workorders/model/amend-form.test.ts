import type { OrderDetail } from "@gongdan/api/shapes";
import { startingValues } from "@gongdan/forms/core/check";
import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { amendBody, amendFields, standing } from "./amend-form";

const bundle = {
  fields: {
    floor: { title: "Floor", schema: { type: "integer", default: 1 }, privacy: "internal" },
    access: { title: "Access", schema: { type: "string" }, privacy: "personal" },
  },
  forms: { report: { schema: { required: ["floor"], properties: { floor: {}, access: {} } } } },
  flow: { nodes: { report: { stage: "report", form: "report" } } },
};
const order = (view: string) =>
  ({
    title: "Pump hums",
    description: "since noon",
    place: "Hall 3",
    urgency: 3,
    impact: 2,
    due_at: "2026-11-24T08:00:30Z",
    tags: ["noise"],
    location: { address: "", latitude: "31.2", longitude: "121.5" },
    fields: { floor: 2, access: "K***" },
    contact: { name: "王*", phone: "138****5678", email: "", view },
  }) as unknown as OrderDetail;

function begin(view: string) {
  const fields = amendFields(order(view), bundle, speech("en", "UTC"));
  return { fields, start: startingValues(fields, standing(order(view), bundle)) };
}

it("begins with what stands, but for what was shown in part only", () => {
  const { start } = begin("masked");
  expect(start).toMatchObject({ title: "Pump hums", impact: 2, floor: 2 });
  expect([start["contact.name"], start["contact.phone"], start["access"]]).toEqual([undefined, undefined, undefined]);
  expect(begin("full").start["contact.phone"]).toBe("138****5678");
});

it("tells what is kept of a contact that is shown in part", () => {
  const helpOf = (view: string) => begin(view).fields.find(({ name }) => name === "contact.phone")?.help;
  expect(helpOf("masked")).toBe("Now 138****5678. Leave this empty to keep it.");
  expect(helpOf("full")).toBe("");
});

it("sends nothing of what was not touched, whatever the seconds of its due time", () => {
  const { fields, start } = begin("masked");
  expect(amendBody(fields, start, start)).toEqual({});
});

it("sends what was changed to its place, and a text that was emptied as empty", () => {
  const { fields, start } = begin("full");
  const values = { ...start, title: "Pump howls", place: "", floor: 5, "contact.phone": "13900000000" };
  expect(amendBody(fields, start, values)).toEqual({
    title: "Pump howls",
    place: "",
    contact: { phone: "13900000000" },
    fields: { floor: 5 },
  });
});

it("takes away what was emptied: texts and tags as empty, all else as nothing", () => {
  const { fields, start } = begin("full");
  const values = { ...start, place: "", tags: [], due_at: "", floor: undefined, "contact.name": "" };
  const contact = { name: null };
  expect(amendBody(fields, start, values)).toEqual({ place: "", tags: [], due_at: null, contact, fields: { floor: null } });
  const masked = begin("masked");
  expect(amendBody(masked.fields, masked.start, { ...masked.start, "contact.name": "" })).toEqual({});
});

it("sends coordinates as a pair, and as nothing when both are emptied", () => {
  const { fields, start } = begin("masked");
  expect(amendBody(fields, start, { ...start, "location.latitude": 32 })).toEqual({ location: { latitude: 32, longitude: 121.5 } });
  const none = { ...start, "location.latitude": undefined, "location.longitude": undefined };
  expect(amendBody(fields, start, none)).toEqual({ location: { latitude: null, longitude: null } });
});

it("demands the order's title, and nothing of the kind's form", () => {
  const required = begin("full").fields.filter((field) => field.required);
  expect(required.map(({ name }) => name)).toEqual(["title", "urgency", "impact"]);
});
