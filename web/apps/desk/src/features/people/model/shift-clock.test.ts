import { expect, test } from "vitest";
import { clockOf, minutesOf } from "./shift-clock";

test("a night shift ends on the next day's clock", () => {
  expect(minutesOf("22:00", "06:30")).toEqual({ begins: 1320, ends: 1830 });
  expect(clockOf(1830)).toBe("06:30");
});

test("a shift within a day keeps its clocks", () => {
  expect(minutesOf("08:00", "17:00")).toEqual({ begins: 480, ends: 1020 });
});
