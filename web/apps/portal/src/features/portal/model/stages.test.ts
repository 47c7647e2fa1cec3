import { expect, it } from "vitest";
import { nowKey, stageSteps } from "./stages";

it("shows what lies behind, what is now, and what is ahead", () => {
  expect(stageSteps("execute", false).map(({ state }) => state)).toEqual(["done", "done", "now", "ahead", "ahead"]);
  expect(stageSteps("archive", true).every(({ state }) => state === "done")).toBe(true);
});

it("says what happens now", () => {
  const order = { stage: "verify", status: "open", unanswered_days: 0 };
  expect(nowKey(order)).toBe("verify");
  expect(nowKey({ ...order, status: "suspended" })).toBe("suspended");
  expect(nowKey({ ...order, status: "archived" })).toBe("archived");
  expect(nowKey({ ...order, status: "archived", unanswered_days: 5 })).toBe("archived_unanswered");
});
