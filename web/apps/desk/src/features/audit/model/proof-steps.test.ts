import type { FaultKind, Report } from "@gongdan/proof/check-bundle";
import { expect, it } from "vitest";
import { hiddenFields, proofSteps } from "./proof-steps";

const page = { order: "o1", tenant: "t1" };
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const event = (seq: number, signed: boolean, body: unknown = {}) => ({ seq, signed, hash: "", recordedAtUs: seq, body: encode(body) });

function report(more: Partial<Report> = {}): Report {
  const checkpoint = { origin: "", size: 9, root: new Uint8Array(32) };
  return { tenant: "t1", stream: "o1", fingerprint: "ab", checkpoint, events: [event(1, true)], fault: undefined, ...more };
}

const states = (of: Report, key: "same" | "changed" = "same") => proofSteps(of, key, page).map(({ state }) => state);

it("says of a whole proof that every step holds", () => {
  expect(states(report())).toEqual(["holds", "holds", "holds", "holds", "holds"]);
});

it("leaves open what is not signed yet, and a key that has changed", () => {
  expect(states(report({ events: [event(1, true), event(2, false)] }))).toEqual(["holds", "holds", "holds", "holds", "open"]);
  expect(states(report(), "changed")).toEqual(["holds", "holds", "holds", "open", "holds"]);
});

it.each<[FaultKind, string[]]>([
  ["malformed", ["broken", "skipped", "skipped", "skipped", "skipped"]],
  ["hash_broken", ["holds", "holds", "broken", "skipped", "skipped"]],
  ["checkpoint_signature", ["holds", "holds", "holds", "broken", "skipped"]],
  ["log_mismatch", ["holds", "holds", "holds", "holds", "broken"]],
])("names the step at which %s breaks", (kind, expected) => {
  expect(states(report({ fault: { kind, seq: 1 } }))).toEqual(expected);
});

it("takes the proof of another order for none", () => {
  expect(states(report({ stream: "o2" }))).toEqual(["holds", "broken", "skipped", "skipped", "skipped"]);
});

it("names what is proved as ciphertext alone, wherever in an event it stands", () => {
  const body = { data: { sealed: { "contact.phone": {}, access_note: {} } }, sealed: { signer: {} } };
  expect(hiddenFields(report({ events: [event(1, true, body), event(2, true, body)] }))).toEqual(["access_note", "contact.phone", "signer"]);
});
