import { expect, test } from "vitest";
import { wanted } from "./wanted";

test("an address has an @, anything else is a number", () => {
  expect(wanted(" wang@example.com ")).toEqual({ phone: "", email: "wang@example.com" });
  expect(wanted("138 1234 5678")).toEqual({ phone: "138 1234 5678", email: "" });
});
