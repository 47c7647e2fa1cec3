import { expect, it } from "vitest";
import { dayName, daysInRuns } from "./day-words";

it("days in a row are said by the first and the last, two as two", () => {
  expect(daysInRuns([1, 2, 3, 4, 5, 6])).toEqual([[1, 6]]);
  expect(daysInRuns([3, 1, 2, 6, 7])).toEqual([[1, 3], [6, 6], [7, 7]]);
  expect(daysInRuns([])).toEqual([]);
});

it("a week begins on Monday", () => {
  expect([dayName(1, "en"), dayName(7, "zh")]).toEqual(["Mon", "周日"]);
});
