import { describe, expect, it } from "vitest";
import type { MigrationCheck } from "../api/migrations";
import { choicesFor, linesOf, stepsOf, withLine } from "./steps";

const body = {
  flow: {
    nodes: {
      accept: { kind: "user", stage: "accept", title: { en: "Accept", zh: "受理" } },
      wait: { kind: "catch" },
      verify: { kind: "user", stage: "verify", title: { en: "Verify" } },
    },
  },
};
const check = {
  nodes: [{ node: "accept", to: "", orders: 3 }],
  missing: [
    { code: "migration_needs_map", node: "accept", to: "", orders: 3, examples: [] },
    { code: "migration_needs_map", node: "triage", to: "", orders: 2, examples: [] },
  ],
} as unknown as MigrationCheck;

describe("the map of a migration", () => {
  it("shows where orders stand, and what somebody has to map", () => {
    expect(linesOf(check, {})).toEqual([
      { node: "accept", orders: 3, to: "" },
      { node: "triage", orders: 0, to: "" },
    ]);
  });

  it("shows what was said, also once nothing is missing any more", () => {
    const told = { ...check, missing: [] };
    expect(linesOf(told, { accept: "intake", triage: "intake" })).toEqual([
      { node: "accept", orders: 3, to: "intake" },
      { node: "triage", orders: 0, to: "intake" },
    ]);
  });

  it("offers nodes of the same kind only", () => {
    const steps = stepsOf(body, "en");
    expect(choicesFor(steps.get("accept"), steps).map(({ key }) => key)).toEqual(["accept", "verify"]);
  });

  it("forgets a line about which nothing is said", () => {
    expect(withLine({ a: "b", c: "d" }, "a", undefined)).toEqual({ c: "d" });
    expect(withLine({ c: "d" }, "a", "b")).toEqual({ a: "b", c: "d" });
  });
});
