import { expect, it } from "vitest";
import { differences } from "./difference";
import { afterwards, sealedDifference } from "./sealed";

const known = { value: "138****5678", view: "masked" };

it("keeps what was not touched, whatever of it is seen", () => {
  expect(differences([sealedDifference("Phone", known, undefined)])).toEqual([]);
});

it("tells what is replaced, and what is taken away", () => {
  expect(sealedDifference("Phone", known, " 13900000000 ")).toEqual({ label: "Phone", before: "138****5678", after: "13900000000" });
  expect(sealedDifference("Phone", known, null).after).toBe("");
});

it("takes a value away when its text is emptied", () => {
  expect([afterwards(""), afterwards("x")]).toEqual([null, "x"]);
});
