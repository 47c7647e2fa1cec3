import { expect, it } from "vitest";
import { strengthOf } from "./password-strength";

it.each([
  ["", "empty"],
  ["abc", "short"],
  ["password123!", "common"],
  ["1234567890", "common"],
  ["aaaaaaaaaaaa", "common"],
  ["lin-is-here", "common"],
  ["blue pumps", "fair"],
  ["blue pump 7", "good"],
  ["correct horse battery staple", "strong"],
])("%s is %s", (password, strength) => {
  expect(strengthOf(password, "lin")).toBe(strength);
});
