import { expect, it } from "vitest";
import { contactOf } from "./contact-of";

it("takes a whole number or address for a contact, and anything else for the start of a name", () => {
  expect(contactOf(" +86 138-1234-5678 ")).toEqual({ phone: "+86 138-1234-5678" });
  expect(contactOf("li@example.com")).toEqual({ email: "li@example.com" });
  expect(["C-001", "12345", "东江", ""].map(contactOf)).toEqual([undefined, undefined, undefined, undefined]);
});
