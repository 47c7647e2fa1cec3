import { expect, test } from "vitest";
import { replyForm } from "./reply";

const answer = { name: "on_hand", type: "number", unit: "pcs", least: "0", most: "", optional: false };

test("what a node takes of an answer is asked for as a form, with its range and unit", () => {
  expect(replyForm([answer, { ...answer, name: "from", type: "date", unit: "", least: "", optional: true }])).toEqual({
    schema: {
      type: "object",
      properties: { on_hand: { type: "number", minimum: 0 }, from: { type: "string", format: "date" } },
      required: ["on_hand"],
    },
    ui: { fields: { on_hand: { unit: "pcs" } } },
  });
});

test("a node that takes nothing asks for nothing", () => {
  expect(replyForm([])).toBeUndefined();
});
