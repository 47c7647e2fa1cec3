import { expect, it } from "vitest";
import { progress } from "./first-steps";

const nothing = { units: false, people: false, definition: true, asset: false, order: false, archived: false };

it("finds what exists already and names the next step", () => {
  expect(progress(nothing)).toEqual({ done: 1, of: 6, next: "units", ended: false });
  expect(progress({ ...nothing, units: true })).toMatchObject({ done: 2, next: "people" });
});

it("ends by itself", () => {
  const all = { units: true, people: true, definition: true, asset: true, order: true, archived: true };
  expect(progress(all)).toMatchObject({ ended: true, next: undefined });
});
