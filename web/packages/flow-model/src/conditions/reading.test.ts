import { expect, it } from "vitest";
import type { Bundle } from "../bundle";
import { comparables } from "./fields";
import { readingOf, type Reading } from "./reading";

const bundle = {
  key: "repair",
  title: {},
  flow: { nodes: {}, edges: [] },
  fields: {
    amount: { title: { en: "Amount" }, schema: { type: "number" } },
    kind: { title: {}, schema: { type: "string", enum: ["leak", "fire"] } },
    seen: { title: {}, schema: { type: "string", format: "date-time" } },
  },
} as const satisfies Bundle;
const fields = comparables(bundle);

/** A reading in short: rules as `#`, what stays text as it is. */
function short(reading: Reading | undefined): string {
  switch (reading?.kind) {
    case "joined":
      return `(${reading.parts.map(short).join(reading.all ? " & " : " | ")})`;
    case "not":
      return `!${short(reading.part)}`;
    case "rule":
      return "#";
    case "text":
      return `‹${reading.text}›`;
    default:
      return "?";
  }
}
const read = (text: string) => short(readingOf(text, fields));

it("what is understood stands around what is not, which stays as it was typed", () => {
  expect(read('amount * 2 > 5000 and kind = "leak"')).toBe("(‹amount * 2 > 5000› & #)");
  expect(read('kind = "leak" or (amount > 3 and sum(parts.n) > 2)')).toBe("(# | (# & ‹sum(parts.n) > 2›))");
  expect(read("not(amount * 2 > 1 or amount < 1)")).toBe("!(‹amount * 2 > 1› | #)");
  expect(read("count(parts) > 2")).toBe("‹count(parts) > 2›");
});

it("an `and` that joins nothing parts nothing", () => {
  expect(read("amount * 2 between 1 and 5 and amount > 1")).toBe("(‹amount * 2 between 1 and 5› & #)");
  expect(read('seen < date and time("2026-01-01T08:00:00") and f(1 or 2) = "a and b"')).toBe('(# & ‹f(1 or 2) = "a and b"›)');
  expect(read("amount > 1 /* and so on */ and g(2)")).toBe("(‹amount > 1 /* and so on */› & ‹g(2)›)");
});

it("what begins with a word that takes the rest along is not parted", () => {
  expect(read("amount > 1 and some p in parts satisfies p > 1 or amount < 2")).toBe("(# & ‹some p in parts satisfies p > 1 or amount < 2›)");
  expect(read("if amount > 1 and amount < 2 then true else false")).toBe("‹if amount > 1 and amount < 2 then true else false›");
});

it("nothing is said of a text that does not close, or of an unfinished one", () => {
  for (const text of ['amount > 1 and kind = "le', "(amount > 1", "amount > 1) and (2"]) expect(read(text)).toBe("?");
  expect(read("amount > 1 and ")).toBe("(# & ‹›)");
});
