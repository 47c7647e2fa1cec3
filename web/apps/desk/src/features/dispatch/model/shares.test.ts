import { expect, test } from "vitest";
import { inPercent, percent } from "./shares";

test("an interval is rounded outwards and a share to the nearest", () => {
  expect(inPercent({ hits: 400, of: 412, low: 0.9503, high: 0.9829 })).toEqual({ percent: 97, low: 95, high: 99 });
});

test("of nothing everything is possible", () => {
  expect(inPercent({ hits: 0, of: 0, low: 0, high: 1 })).toEqual({ percent: 0, low: 0, high: 100 });
  expect(percent(0.85)).toBe(85);
});
