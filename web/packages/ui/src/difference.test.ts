import { expect, it } from "vitest";
import { comings, differences } from "./difference";

it("only what differs is shown", () => {
  const name = { label: "Name", before: "a", after: "b" };
  const zone = { label: "Zone", before: "UTC", after: "UTC" };
  const roles = { label: "Roles", before: ["x", "y"], after: ["x", "y"] };
  expect(differences([name, zone, roles])).toEqual([name]);
});

it("a list tells what it loses and gains", () => {
  expect(comings(["a", "b"], ["b", "c"])).toEqual({ gone: ["a"], come: ["c"] });
});
