import { expect, it } from "vitest";
import { newcomersOf, newLine } from "./newcomers";

it("empty lines are nobody", () => {
  const lines = [{ ...newLine(), name: " 王强 ", login: "wang" }, newLine("dispatcher")];
  expect(newcomersOf(lines, "")).toEqual([{ name: "王强", login: "wang", roles: ["technician"] }]);
  expect(newcomersOf(lines, "u")[0]).toMatchObject({ unit: "u" });
});
