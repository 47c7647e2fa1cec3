import { type Bytes, eightBytes, fromUuid, hex, joined, MalformedError, same } from "./bytes";
import { type Checkpoint, fingerprintOf, openCheckpoint, UnsignedError } from "./checkpoint";
import { type Bundle, type BundledEvent, readBundle } from "./read-bundle";
import { sha256 } from "./sha256";
import { leafHash, rootFromPath } from "./tree";

export type FaultKind =
  | "malformed" | "gap" | "clock_backwards" | "hash_broken" | "deleted_tail" | "checkpoint_signature" | "log_mismatch" | "other_order";

/** What does not hold; `seq` is the first event that it concerns, 0 where it concerns all. */
export interface Fault {
  readonly kind: FaultKind;
  readonly seq: number;
}

/** An event whose hash follows from its content and all before it. */
export interface CheckedEvent {
  readonly seq: number;
  readonly hash: string;
  readonly recordedAtUs: number;
  readonly body: Bytes;
  /** Whether it stands in the tree under the signed checkpoint. */
  readonly signed: boolean;
}

export interface Report {
  readonly tenant: string;
  readonly stream: string;
  /** Hex SHA-256 of the key that signed. */
  readonly fingerprint: string;
  readonly checkpoint: Checkpoint | undefined;
  /** The events that hold, from the first on; those from a fault on are left out. */
  readonly events: readonly CheckedEvent[];
  readonly fault: Fault | undefined;
}

/** The 129 bytes that an event's hash is made over: format, hash before, tenant, stream, seq, id, time, digest of the body. */
export async function headerOf(prev: Bytes, { tenant, stream }: Pick<Bundle, "tenant" | "stream">, event: BundledEvent): Promise<Bytes> {
  const place = joined(fromUuid(tenant), fromUuid(stream), eightBytes(event.seq));
  const content = joined(event.eventId, eightBytes(event.recordedAtUs), await sha256(event.body));
  return joined(Uint8Array.of(1), prev, place, content);
}

interface Linked {
  readonly event: BundledEvent;
  readonly header: Bytes;
}

/** Follows the chain as far as it holds. */
async function followChain(bundle: Bundle): Promise<readonly [readonly Linked[], Fault | undefined]> {
  const linked: Linked[] = [];
  let [prev, at]: [Bytes, number] = [new Uint8Array(32), -1];
  for (const event of bundle.events) {
    const { seq } = event;
    if (seq !== linked.length + 1) return [linked, { kind: "gap", seq: linked.length + 1 }];
    if (event.recordedAtUs <= at) return [linked, { kind: "clock_backwards", seq }];
    const header = await headerOf(prev, bundle, event);
    if (!same(await sha256(header), event.hash)) return [linked, { kind: "hash_broken", seq }];
    linked.push({ event, header });
    [prev, at] = [event.hash, event.recordedAtUs];
  }
  const whole = bundle.version === linked.length && same(prev, bundle.hash) && linked.length > 0;
  return [linked, whole ? undefined : { kind: "deleted_tail", seq: linked.length + 1 }];
}

async function standsInTree({ event, header }: Linked, tree: Checkpoint): Promise<"signed" | "unsigned" | "foreign"> {
  const { position, inclusion } = event;
  if (position === null || position >= tree.size) return inclusion.length === 0 ? "unsigned" : "foreign";
  const root = await rootFromPath(await leafHash(header), position, tree.size, inclusion).catch(() => undefined);
  return root && same(root, tree.root) ? "signed" : "foreign";
}

async function signedTree(bundle: Bundle): Promise<Checkpoint> {
  const tree = await openCheckpoint(bundle.checkpoint, bundle.key);
  if (!/^gongdan\/[0-9a-f-]{36}\/[1-9]\d*$/.test(tree.origin) || tree.origin.split("/")[1] !== bundle.tenant) {
    throw new UnsignedError("a checkpoint of another log");
  }
  if (!same(await fingerprintOf(bundle.key), bundle.fingerprint)) throw new UnsignedError("another fingerprint");
  return tree;
}

function faultOf(error: unknown): Fault {
  if (error instanceof UnsignedError) return { kind: "checkpoint_signature", seq: 0 };
  if (error instanceof MalformedError) return { kind: "malformed", seq: 0 };
  throw error;
}

/** Holds the chain against the tree: unsigned events may only stand at the end. */
async function inTree(linked: readonly Linked[], tree: Checkpoint): Promise<readonly [readonly CheckedEvent[], Fault | undefined]> {
  const events: CheckedEvent[] = [];
  let open = false;
  for (const each of linked) {
    const { seq, recordedAtUs, body, hash } = each.event;
    const stands = await standsInTree(each, tree);
    if (stands === "foreign" || (open && stands === "signed")) return [events, { kind: "log_mismatch", seq }];
    open = stands === "unsigned";
    events.push({ seq, recordedAtUs, body, hash: hex(hash), signed: !open });
  }
  return [events, undefined];
}

/** Checks the proof bundle of an order, all of it, and says for each event what holds. */
export async function checkBundle(data: Bytes): Promise<Report> {
  const nothing = { tenant: "", stream: "", fingerprint: "", checkpoint: undefined, events: [] };
  try {
    const bundle = readBundle(data);
    const known = { tenant: bundle.tenant, stream: bundle.stream, fingerprint: hex(bundle.fingerprint) };
    const [linked, broken] = await followChain(bundle);
    try {
      const tree = await signedTree(bundle);
      const [events, foreign] = await inTree(linked, tree);
      return { ...known, checkpoint: tree, events, fault: foreign ?? broken };
    } catch (error) {
      return { ...nothing, ...known, fault: faultOf(error) };
    }
  } catch (error) {
    return { ...nothing, fault: faultOf(error) };
  }
}
