import { expect, test } from "vitest";
import { moved, percent, points } from "./figures";

test("a share is whole percent", () => {
  expect([percent(0.704), percent(0), percent(1)]).toEqual(["70%", "0%", "100%"]);
});

test("a gain has its sign, and nothing has none", () => {
  expect([points(0.0312), points(-0.129), points(0.0001)]).toEqual(["+3.1", "−12.9", "0.0"]);
});

test("what moved most is told first, and what hardly moved is not told", () => {
  const found = moved({ history: 3.2, load: 0.4, skill: 0.6, travel: -2.5, deadline: -1, fairness: 0.01, standing: -0.2 });
  expect(found.more.map(({ reason }) => reason)).toEqual(["history", "skill"]);
  expect(found.less.map(({ reason }) => reason)).toEqual(["travel", "deadline"]);
});
