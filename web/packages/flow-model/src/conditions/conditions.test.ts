import { expect, it } from "vitest";
import type { Bundle } from "../bundle";
import { feelOf } from "./feel-text";
import { comparables } from "./fields";
import { ruleOf } from "./read-rule";
import { arityOf, type Group, type Op, type Operand, opsOf } from "./rule";

const bundle = {
  key: "repair",
  title: {},
  flow: { nodes: {}, edges: [] },
  fields: {
    amount: { title: { en: "Amount" }, schema: { type: "string", format: "decimal" }, unit: "CNY" },
    kind: { title: {}, schema: { type: "string", enum: ["leak", "fire", "no \"power\""] } },
    note: { title: {}, schema: { type: "string" } },
    due: { title: {}, schema: { type: "string", format: "date" } },
    seen: { title: {}, schema: { type: "string", format: "date-time" } },
    parts: { title: {}, schema: { type: "array", items: { type: "string", enum: ["pump", "seal"] } } },
    urgent: { title: {}, schema: { type: "boolean" } },
    phone: { title: {}, schema: { type: "string" }, privacy: "personal" },
  },
} as const satisfies Bundle;
const fields = comparables(bundle);
const read = (text: string) => ruleOf(text, fields);

it("a condition reads as rows, and its rows as the same condition", () => {
  for (const text of [
    "amount > 5000",
    'kind = "leak" and amount >= 10.5',
    'amount > 5000 or (urgency <= 2 and kind in ("leak", "fire"))',
    'not(kind in ("leak", "no \\"power\\""))',
    'contains(note, "a\\\\b") and not(contains(note, "c")) and starts with(note, "d")',
    'due > today + duration("P3D") and due <= date("2026-12-31") and due != null',
    'due < today - duration("P1D") or due = today',
    'seen < date and time("2026-01-01T08:00:00")',
    'list contains(parts, "pump") and not(list contains(parts, "seal"))',
    "urgent = true or urgent = false",
    "amount in [1..5]",
    "note = null",
  ]) {
    const rule = read(text);
    expect(rule && feelOf(rule)).toBe(text);
  }
});

it("other spellings of what the builder knows are understood", () => {
  expect(feelOf(read("urgent") as Group)).toBe("urgent = true");
  expect(feelOf(read("not(urgent)") as Group)).toBe("urgent = false");
  expect(feelOf(read("amount between 1 and 5") as Group)).toBe("amount in [1..5]");
  expect(feelOf(read("((amount>5))") as Group)).toBe("amount > 5");
  expect(read("")).toEqual({ all: true, parts: [] });
});

it("a text that says more than rows can show is no rule: it stays text", () => {
  for (const text of [
    "amount * 2 > 5000",
    "some part in parts satisfies part = \"pump\"",
    "if urgent then true else false",
    "phone = \"1\"",
    "unknown > 3",
    "amount > kind",
    "kind > \"leak\"",
    'due > "2026-01-01"',
    "amount > 5 and",
    "amount > 5) or (urgent",
    "amount = 1 = 2",
    'note = "unclosed',
    "// amount > 5",
    "amount > today",
    'note = "2026-01-01"',
  ]) {
    expect(read(text), text).toBeUndefined();
  }
});

it("an unfinished row says nothing yet", () => {
  const rows: Group = {
    all: true,
    parts: [
      { field: "amount", op: "more", value: null },
      { all: false, parts: [{ field: "kind", op: "oneof", value: [] }, { field: "note", op: "filled", value: null }] },
    ],
  };
  expect(feelOf(rows)).toBe("note != null");
});

it("whatever rows are built are read back as the same rows", () => {
  let state = 7;
  const next = (below: number) => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) % below;
  const operand = (kind: string, op: Op): Operand => {
    if (arityOf(op) === "none") return null;
    if (arityOf(op) === "two") return [next(50), 50 + next(50)];
    if (arityOf(op) === "several") return ["leak", 'a "b" \\ c'].slice(0, 1 + next(2));
    if (kind === "number") return next(10_000) / 4 - 500;
    if (kind === "date") return next(2) === 0 ? "2026-02-03" : { days: next(60) - 30 };
    if (kind === "moment") return "2026-02-03T04:05:06";
    return ["x", 'say "yes"', "back\\slash", "两 行\n字"][next(4)] as string;
  };
  const built = (depth: number): Group => {
    const count = 2 + next(3);
    const parts = Array.from({ length: count }, () => {
      if (depth > 0 && next(4) === 0) return built(depth - 1);
      const field = fields[next(fields.length)] as (typeof fields)[number];
      const op = opsOf[field.kind][next(opsOf[field.kind].length)] as Op;
      return { field: field.name, op, value: operand(field.kind, op) };
    });
    return { all: depth % 2 === 0, parts };
  };
  for (let turn = 0; turn < 2_000; turn += 1) {
    const rule = built(2);
    expect(read(feelOf(rule))).toEqual(rule);
  }
});
