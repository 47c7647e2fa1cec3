import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { clockOf, hour, hoursOn } from "./times";

const said = speech("en", "UTC");

it("a way that begins before midnight is told of the evening before", () => {
  expect(clockOf(8.5 * hour, said)).toBe("08:30");
  expect(clockOf(-0.5 * hour, said)).toContain("23:30");
  expect(clockOf(-0.5 * hour, said)).not.toBe("23:30");
  expect(clockOf(25 * hour, said)).toContain("01:00");
});

it("the hours of an axis never run into each other, however long the day is", () => {
  expect(hoursOn({ from: 8 * hour, to: 17 * hour }, 700, 44)).toHaveLength(10);
  for (const to of [12, 20, 24, 26]) {
    const hours = hoursOn({ from: -hour, to: to * hour }, 560, 44);
    const apart = ((hours[1] ?? 0) - (hours[0] ?? 0)) * (560 / ((to + 1) * hour));
    expect(apart).toBeGreaterThanOrEqual(44);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(-hour);
    expect(Math.max(...hours)).toBeLessThanOrEqual(to * hour);
  }
});
