import type { TimelineItem } from "@gongdan/api/shapes";
import type { Report } from "@gongdan/proof/check-bundle";
import { expect, it } from "vitest";
import { microseconds, proofState } from "./proof-state";

const here = { order: "o", tenant: "t" };
const item = { seq: 1, hash: "aa", at: "2026-11-26T10:00:00.000007Z", type: "OrderReported", origin: "own", actor: { id: "p" } } as TimelineItem;
const body = new TextEncoder().encode('{"type":"OrderReported","actor":{"id":"p"}}');
const event = { seq: 1, hash: "aa", recordedAtUs: microseconds(item.at), body, signed: true };
const report: Report = { tenant: "t", stream: "o", fingerprint: "", checkpoint: undefined, events: [event], fault: undefined };

it("an instant is read to the microsecond", () => {
  expect(microseconds("1970-01-01T00:00:01.000002Z")).toBe(1_000_002);
  expect(microseconds("1970-01-01T08:00:01.5+08:00")).toBe(1_500_000);
});

it("an entry is verified where it is shown as it was proved", () => {
  expect(proofState(item, undefined, here)).toBe("unchecked");
  expect(proofState(item, report, here)).toBe("verified");
  expect(proofState(item, { ...report, events: [{ ...event, signed: false }] }, here)).toBe("unsigned");
});

it("a page that shows something else than was proved is betrayed", () => {
  for (const lie of [{ at: "2026-11-26T09:00:00.000007Z" }, { type: "OrderAccepted" }, { hash: "bb" }, { actor: { ...item.actor, id: "q" } }]) {
    expect(proofState({ ...item, ...lie }, report, here)).toBe("different");
  }
});

it("a proof of another order, or one that breaks before the entry, proves nothing", () => {
  expect(proofState(item, { ...report, stream: "x" }, here)).toBe("broken");
  expect(proofState(item, { ...report, tenant: "x" }, here)).toBe("broken");
  expect(proofState(item, { ...report, events: [], fault: { kind: "hash_broken", seq: 1 } }, here)).toBe("broken");
});
