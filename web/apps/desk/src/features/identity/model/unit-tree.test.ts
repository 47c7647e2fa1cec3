import type { Unit } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { branches, fullName, mayStandBelow } from "./unit-tree";

const unit = (id: string, parent: string | null, path: string, archived = false): Unit => ({
  id, parent, path, archived, code: id, name: id.toUpperCase(), people: 0, manager: null, manager_name: "", version: 1,
});
const east = unit("east", null, "/east/");
const pumps = unit("pumps", "east", "/east/pumps/");
const west = unit("west", null, "/west/");
const old = unit("old", "west", "/west/old/", true);
const all = [east, pumps, west, old];

it("lines stand parents before children", () => {
  expect(branches(all, false).map(({ unit: { id }, depth }) => [id, depth])).toEqual([["east", 1], ["pumps", 2], ["west", 1]]);
  expect(branches(all, true).map(({ unit: { id } }) => id)).toContain("old");
});

it("no unit stands below itself, below an archived one, or where it is already", () => {
  expect(mayStandBelow(east, pumps)).toBe(false);
  expect(mayStandBelow(east, east)).toBe(false);
  expect(mayStandBelow(east, undefined)).toBe(false);
  expect(mayStandBelow(pumps, undefined)).toBe(true);
  expect(mayStandBelow(pumps, old)).toBe(false);
  expect(mayStandBelow(pumps, west)).toBe(true);
});

it("a unit is named with those above it", () => {
  expect(fullName(pumps, all)).toBe("EAST / PUMPS");
});
