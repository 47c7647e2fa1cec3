import { expect, test } from "vitest";
import { inBytes, inMs } from "./measures";

test("short times keep their figures, long ones do not", () => {
  expect([0.257, 8.054, 22.71].map(inMs)).toEqual(["0.26", "8.1", "23"]);
});

test("a file is never told as nothing", () => {
  expect([12, 4_845, 27_700_000].map(inBytes)).toEqual(["1 kB", "5 kB", "27.7 MB"]);
});
