import { type Bytes, fromBase64, fromHex, fromUuid, MalformedError } from "./bytes";

/** One event of a proof bundle; `inclusion` is its path to the signed root, empty where it has none yet. */
export interface BundledEvent {
  readonly seq: number;
  readonly eventId: Bytes;
  readonly recordedAtUs: number;
  readonly body: Bytes;
  readonly hash: Bytes;
  readonly position: number | null;
  readonly inclusion: readonly Bytes[];
}

/** The proof bundle of one order (`gongdan-proof/1`), read and not yet checked. */
export interface Bundle {
  readonly tenant: string;
  readonly stream: string;
  readonly version: number;
  readonly hash: Bytes;
  readonly checkpoint: string;
  readonly key: Bytes;
  readonly fingerprint: Bytes;
  readonly events: readonly BundledEvent[];
}

type Json = Readonly<Record<string, unknown>>;

const names = ["checkpoint", "events", "fingerprint", "format", "hash", "note", "public_key", "stream", "tenant", "version"];
const eventNames = ["body", "event_id", "hash", "inclusion", "position", "recorded_at", "recorded_at_us", "seq"];

function object(value: unknown, allowed: readonly string[]): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new MalformedError("no object");
  if (Object.keys(value).sort().join() !== allowed.join()) throw new MalformedError("other fields than a bundle has");
  return value as Json;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new MalformedError("text is expected");
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new MalformedError("a whole number is expected");
  return Number(value);
}

function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedError("a list is expected");
  return value;
}

/** Microseconds since 1970 as people read them: `2026-11-23T06:06:00.000001Z`. */
export function shownTime(us: number): string {
  const micro = String(us % 1_000_000).padStart(6, "0");
  return `${new Date(Math.floor(us / 1_000_000) * 1000).toISOString().slice(0, 19)}.${micro}Z`;
}

function readEvent(value: unknown): BundledEvent {
  const event = object(value, eventNames);
  const recordedAtUs = whole(event["recorded_at_us"]);
  if (text(event["recorded_at"]) !== shownTime(recordedAtUs)) throw new MalformedError("another time than was recorded");
  return {
    seq: whole(event["seq"]),
    eventId: fromUuid(text(event["event_id"])),
    recordedAtUs,
    body: fromBase64(text(event["body"])),
    hash: fromHex(text(event["hash"]), 32),
    position: event["position"] === null ? null : whole(event["position"]),
    inclusion: array(event["inclusion"]).map((each) => fromHex(text(each), 32)),
  };
}

/** Reads a bundle; a `MalformedError` where it has not exactly the form of one. Its free `note` proves nothing. */
export function readBundle(data: Bytes): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch {
    throw new MalformedError("no JSON");
  }
  const bundle = object(value, names);
  if (bundle["format"] !== "gongdan-proof/1") throw new MalformedError("an unknown format");
  const [tenant, stream] = [text(bundle["tenant"]), text(bundle["stream"])];
  fromUuid(tenant);
  fromUuid(stream);
  return {
    tenant,
    stream,
    version: whole(bundle["version"]),
    hash: fromHex(text(bundle["hash"]), 32),
    checkpoint: text(bundle["checkpoint"]),
    key: fromBase64(text(bundle["public_key"])),
    fingerprint: fromHex(text(bundle["fingerprint"]), 32),
    events: array(bundle["events"]).map(readEvent),
  };
}
