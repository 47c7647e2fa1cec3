import { expect, test } from "vitest";
import { added, busyHours, heatRows, levelOf } from "./heat";

test("an hour is met, over, short, or short of half and more", () => {
  expect([levelOf(0, 0), levelOf(2, 2), levelOf(2, 3), levelOf(3, 2), levelOf(2, 1), levelOf(1, 0)]).toEqual([
    "idle",
    "met",
    "over",
    "short",
    "half",
    "half",
  ]);
});

test("only the hours in which anybody is needed or there are shown", () => {
  const need = Array.from({ length: 48 }, (_, hour) => (hour === 9 ? 1 : 0));
  const cover = Array.from({ length: 48 }, (_, hour) => (hour === 24 + 14 ? 1 : 0));
  const rows = heatRows(need, cover);
  expect(rows).toHaveLength(2);
  expect(busyHours(rows)).toEqual([9, 15]);
  expect(busyHours(heatRows([], []))).toEqual([0, 24]);
});

test("skills are added up", () => {
  expect(added([[1, 2], [3, 4]])).toEqual([4, 6]);
});
