import { expect, test } from "vitest";
import { numbersOf } from "./numbers";

test("each line is a row, and what is no number is left out", () => {
  expect(numbersOf("1, 2.5\n\n-3，4 x\nNaN")).toEqual([[1, 2.5], [-3, 4]]);
});
