import { expect, it } from "vitest";
import { bookingBody, type BookingDraft, isComplete } from "./booking";

const draft: BookingDraft = { kind: "time", quantity: "1.5", unit: "pc", item: "bearing", amount: "", currency: "CNY", note: " " };

it("only what a kind asks for is sent, numbers as they were written", () => {
  expect(bookingBody(draft)).toEqual({ kind: "time", quantity: "1.5" });
  expect(bookingBody({ ...draft, kind: "part", note: "old one" })).toEqual({ kind: "part", item: "bearing", quantity: "1.5", unit: "pc", note: "old one" });
});

it("an entry is complete when its numbers are numbers", () => {
  expect(isComplete(draft)).toBe(true);
  expect(isComplete({ ...draft, quantity: "a lot" })).toBe(false);
  expect(isComplete({ ...draft, kind: "cost" })).toBe(false);
  expect(isComplete({ ...draft, kind: "cost", amount: "12.50" })).toBe(true);
});
