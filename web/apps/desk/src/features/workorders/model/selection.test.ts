import type { OrderRow } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { between, bulkCommand, offersFor } from "./selection";

const row = (id: string, status: string, act: string): OrderRow => ({ id, status, waiting: { act } }) as OrderRow;
const rows = [row("a", "open", "accept"), row("b", "open", "complete"), row("c", "suspended", "resume")];

it("an act is offered with the rows that it fits, and only to who has the right", () => {
  const offers = offersFor(rows, ["order.accept", "order.resume", "order.cancel"]);
  expect(offers.map(({ act, rows: found }) => [act, found.map(({ id }) => id).join("")])).toEqual([["accept", "a"], ["resume", "c"], ["cancel", "abc"]]);
  expect(offersFor(rows, [])).toEqual([]);
});

it("shift selects from the last one to this one, in either direction", () => {
  expect(between(["a", "b", "c"], "c", "a")).toEqual(["a", "b", "c"]);
  expect(between(["a", "b", "c"], undefined, "b")).toEqual(["b"]);
  expect(between(["a", "b", "c"], "gone", "b")).toEqual(["b"]);
});

it("a bulk act carries the one answer that it asks for", () => {
  expect(bulkCommand("assign", "wang")).toEqual({ to: "wang" });
  expect(bulkCommand("suspend", " part ")).toEqual({ reason: "part" });
  expect(bulkCommand("archive", "")).toEqual({});
});
