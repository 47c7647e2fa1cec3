import { expect, test } from "vitest";
import { dateAt, dateText, hoursText, isWeekend, nextMonday } from "./days";

test("a roster begins on the Monday to come, also on a Monday", () => {
  expect(nextMonday(new Date(2026, 10, 27))).toBe("2026-11-30");
  expect(nextMonday(new Date(2026, 10, 29))).toBe("2026-11-30");
  expect(nextMonday(new Date(2026, 10, 30))).toBe("2026-12-07");
});

test("days are counted without a clock", () => {
  expect(dateText(dateAt("2026-12-28", 7))).toBe("2027-01-04");
  expect([4, 5, 6, 7].map((days) => isWeekend("2026-11-30", days))).toEqual([false, true, true, false]);
});

test("a night shift ends in the next day", () => {
  expect(hoursText(22, 8)).toBe("22:00–06:00");
  expect(hoursText(0, 24)).toBe("00:00–24:00");
});
