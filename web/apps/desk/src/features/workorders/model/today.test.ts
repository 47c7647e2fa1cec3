import type { OrderRow } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { todayOf } from "./today";

const row = (id: string, since: string, who: string | null, role = "", due_at: string | null = null): OrderRow =>
  ({ id, due_at, waiting: { since, role, who: who ? { id: who, name: who } : null } }) as OrderRow;

it("a day begins with what waits longest for the reader, by name or by role", () => {
  const lists = {
    open: [row("a", "2026-11-26T09:00:00Z", null, "dispatcher"), row("b", "2026-11-26T08:00:00Z", "wang"), row("c", "2026-11-26T07:00:00Z", null, "technician"), row("e", "", null, "", "2026-11-26T09:59:00Z"), row("f", "", null, "", "2026-11-26T11:00:00Z")],
    mine: [row("d", "2026-11-26T06:00:00Z", "me")],
    reported: [],
  };
  const today = todayOf(lists, { id: "me", roles: ["dispatcher"] }, new Date("2026-11-26T10:00:00Z"));
  expect(today.waiting.map(({ id }) => id)).toEqual(["d", "a"]);
  expect(today.late.map(({ id }) => id)).toEqual(["e"]);
});
