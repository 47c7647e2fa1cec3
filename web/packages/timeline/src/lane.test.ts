import type { Holding, TimelineItem } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { kindOf, lane, shortHash } from "./lane";

const item = (seq: number, at: string): TimelineItem => ({
  seq,
  at,
  position: seq,
  type: "OrderAccepted",
  claimed_at: null,
  actor: { kind: "person", id: "p", name: "Li" },
  stage: "accept",
  node: "accept",
  reason: "",
  basis: null,
  facts: {},
  told: [],
  origin: "own",
  command: null,
  hash: "ab".repeat(32),
});

const history = [
  item(1, "2026-11-22T15:30:00Z"),
  item(2, "2026-11-22T16:30:00Z"),
  item(3, "2026-11-23T02:00:00Z"),
];

it("days are the reader's, newest first", () => {
  const shown = lane(history, "Asia/Shanghai").map(({ day, entries }) => [day, entries.map((each) => each.item.seq)]);
  expect(shown).toEqual([
    ["2026-11-23", [3, 2]],
    ["2026-11-22", [1]],
  ]);
  expect(lane(history, "UTC").map(({ day }) => day)).toEqual(["2026-11-23", "2026-11-22"]);
});

it("the sequence decides, not the clock, and quiet time is never negative", () => {
  const odd = [item(2, "2026-11-22T10:00:00Z"), item(1, "2026-11-22T11:00:00Z")];
  const [day] = lane(odd, "UTC");
  expect(day?.entries.map(({ item: { seq }, quietFor }) => [seq, quietFor])).toEqual([
    [2, 0],
    [1, 0],
  ]);
});

it("a span of holding stands with the entry that began it", () => {
  const held = { from_seq: 2, name: "Wang" } as Holding;
  const shown = lane(history, "UTC", [held]).flatMap(({ entries }) => entries);
  expect(shown.map(({ item: { seq }, holding }) => [seq, holding?.name])).toEqual([[3, undefined], [2, "Wang"], [1, undefined]]);
});

it("what was said and what was shown are told from what was done", () => {
  const kinds = ["CommentAdded", "EvidenceAdded", "OrderSigned", "OrderAccepted", "NotYetInvented"].map((type) => kindOf({ type }));
  expect(kinds).toEqual(["comments", "evidence", "evidence", "acts", "acts"]);
});

it("no history, no days", () => {
  expect(lane([], "UTC")).toEqual([]);
});

it("a hash is shortened, a short one left alone", () => {
  expect(shortHash("ab".repeat(32))).toBe("abababababab");
  expect(shortHash("ab")).toBe("ab");
});
