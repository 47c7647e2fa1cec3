import { type Bytes, fromBase64, joined, MalformedError, same, utf8 } from "./bytes";
import { signed } from "./ed25519";
import { sha256 } from "./sha256";

/** A tree by its log, its size and its root, under a signature that holds. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
}

/** The key has not signed the checkpoint. */
export class UnsignedError extends Error {}

/** What people compare to know a key: SHA-256 of its 32 bytes. */
export const fingerprintOf = (key: Bytes): Promise<Bytes> => sha256(key);

/** Opens a checkpoint (C2SP tlog-checkpoint over signed-note) that `key` must have signed. */
export async function openCheckpoint(note: string, key: Bytes): Promise<Checkpoint> {
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const [origin = "", size = "", root = "", ...rest] = text.split("\n");
  if (end < 0 || !/^(0|[1-9]\d{0,15})$/.test(size) || rest.length !== 1) throw new MalformedError("no checkpoint");
  const mark = (await sha256(joined(utf8(`${origin}\n`), Uint8Array.of(1), key))).slice(0, 4);
  const lines = note.slice(end + 2).split("\n");
  if (lines.pop() !== "") throw new MalformedError("a checkpoint ends with its line");
  for (const line of lines) {
    const ours = line.startsWith(`— ${origin} `) && line.slice(origin.length + 3);
    if (!ours) continue;
    const data = fromBase64(ours);
    if (!same(data.slice(0, 4), mark)) continue;
    if (!(await signed(key, data.slice(4), utf8(text)))) break;
    return { origin, size: Number(size), root: fromBase64(root) };
  }
  throw new UnsignedError("the key has not signed the checkpoint");
}
