import { expect, it } from "vitest";
import { byTopic, degreeOf, grantLines, has, shown, toggled } from "./role-rights";

const none = { grants: [], views: [] };

it("a right is given and taken", () => {
  const given = toggled(none, "order.read", "unit");
  expect(has(given, "order.read", "unit")).toBe(true);
  expect(has(given, "order.read", "all")).toBe(false);
  expect(toggled(given, "order.read", "unit")).toEqual(none);
  expect(grantLines(given)).toEqual(["order.read:unit"]);
});

it("what is not named is hidden", () => {
  expect(degreeOf(none, "personal")).toBe("hidden");
  expect(degreeOf(shown(none, "personal", "masked"), "personal")).toBe("masked");
});

it("actions stand under what they are about", () => {
  expect([...byTopic(["order.read", "user.read", "order.claim"])]).toEqual([
    ["order", ["order.read", "order.claim"]],
    ["user", ["user.read"]],
  ]);
});
