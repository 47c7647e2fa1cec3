import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Bytes, hex, utf8 } from "./bytes";
import { checkBundle } from "./check-bundle";
import { signed, signedPlain } from "./ed25519";
import { meetKey, pinKey, readable } from "./pin";
import { sha256, sha256Plain } from "./sha256";

/** Made by the server's own code (tests/engines/chain), all events signed and with three still unsigned at the end. */
const sample = (name: string): Bytes => new Uint8Array(readFileSync(join(import.meta.dirname, "../samples", name)));
const whole = sample("signed.json");
const tail = sample("tail.json");

interface Shown {
  checkpoint: string;
  events: { seq: number; body: string; position: number | null; inclusion: string[] }[];
}

const changed = (change: (bundle: Shown) => void, from = whole) => {
  const bundle = JSON.parse(new TextDecoder().decode(from)) as Shown;
  change(bundle);
  return checkBundle(utf8(JSON.stringify(bundle)));
};

it("a bundle of the server proves every event that it holds", async () => {
  const report = await checkBundle(whole);
  expect(report.fault).toBeUndefined();
  expect(report.events.map(({ seq, signed: under }) => [seq, under])).toEqual([[1, true], [2, true], [3, true]]);
  expect(report.checkpoint?.size).toBe(15);
});

it("events that came after the checkpoint are told apart, and break nothing", async () => {
  const report = await checkBundle(tail);
  const under = report.events.map((each) => each.signed);
  expect(report.fault).toBeUndefined();
  expect(under).toContain(true);
  expect(under.lastIndexOf(true)).toBeLessThan(under.indexOf(false));
});

it("any flipped bit is found, wherever it stands but in the free note", async () => {
  const text = new TextDecoder().decode(whole);
  const note = [utf8(text.slice(0, text.indexOf('"note"') + 9)).length, utf8(text.slice(0, text.indexOf('"tenant"') - 4)).length] as const;
  const missed: string[] = [];
  for (let at = 0; at < whole.length; at += 1) {
    if (at >= note[0] && at < note[1]) continue;
    const forged = whole.slice();
    forged[at] = (forged[at] ?? 0) ^ (1 << at % 8);
    const { fault } = await checkBundle(forged);
    // a blank that became another blank says the same
    if (!fault && text.charCodeAt(at) > 32) missed.push(`${at}: ${JSON.stringify(new TextDecoder().decode(forged.slice(at - 12, at + 12)))}`);
  }
  expect(missed).toEqual([]);
}, 60_000);

it("what was cut away, moved, or taken from elsewhere is named", async () => {
  expect((await changed(({ events }) => { events.pop(); })).fault?.kind).toBe("deleted_tail");
  expect((await changed(({ events }) => { events.splice(1, 1); })).fault).toEqual({ kind: "gap", seq: 2 });
  expect((await changed(({ events: [, second] }) => { if (second) second.body = "e30="; })).fault).toEqual({ kind: "hash_broken", seq: 2 });
  expect((await changed(({ events: [, second] }) => { second?.inclusion.reverse(); })).fault).toEqual({ kind: "log_mismatch", seq: 2 });
  expect((await changed(({ events: [first, second] }) => { if (first && second) second.position = first.position; })).fault?.kind).toBe("log_mismatch");
  expect((await changed((bundle) => { bundle.checkpoint = bundle.checkpoint.replace("\n15\n", "\n16\n"); })).fault?.kind).toBe("checkpoint_signature");
});

it("an event can't hide behind unsigned ones", async () => {
  const report = await changed(({ events: [first] }) => {
    if (first) [first.position, first.inclusion] = [null, []];
  });
  expect(report.fault).toEqual({ kind: "log_mismatch", seq: 2 });
});

it("junk is no bundle", async () => {
  for (const junk of ["", "{}", "[]", "null", '{"format":1}']) expect((await checkBundle(utf8(junk))).fault?.kind).toBe("malformed");
});

it("our own SHA-256 is the browser's, for every length around the edges of a block", async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const data = Uint8Array.from({ length }, (_, at) => at * 7);
    expect(hex(sha256Plain(data))).toBe(hex(await sha256(data)));
  }
  expect(hex(sha256Plain(utf8("abc")))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("the browser and the library agree on a signature (RFC 8032, 7.1, test 2)", async () => {
  const from = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const key = from("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const signature = from("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  for (const check of [signed, signedPlain]) {
    expect(await check(key, signature, from("72"))).toBe(true);
    expect(await check(key, signature, from("73"))).toBe(false);
    expect(await check(key, signature.slice(1), from("72"))).toBe(false);
  }
});

it("a key met first is kept; another one is not trusted before a person says so", () => {
  const kept = new Map<string, string>();
  const store = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
  expect([meetKey(store, "t", "aa"), meetKey(store, "t", "aa"), meetKey(store, "t", "bb"), meetKey(store, "u", "bb")]).toEqual(["first", "same", "changed", "first"]);
  pinKey(store, "t", "bb");
  expect(meetKey(store, "t", "bb")).toBe("same");
  expect(readable("0123456789")).toBe("0123 4567 89");
});
