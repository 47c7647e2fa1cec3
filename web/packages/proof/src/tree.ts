import { type Bytes, joined, MalformedError } from "./bytes";
import { sha256 } from "./sha256";

/** The tree of RFC 6962, section 2.1: leaves and inner nodes are hashed apart, so that none can pass for the other. */
export const leafHash = (data: Bytes): Promise<Bytes> => sha256(joined(Uint8Array.of(0), data));
export const parentHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined(Uint8Array.of(1), left, right));

/** The largest power of two below a size. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The root to which an inclusion path leads from a leaf (section 2.1.1, backwards). */
export async function rootFromPath(leaf: Bytes, place: number, size: number, path: readonly Bytes[]): Promise<Bytes> {
  if (!(place >= 0 && place < size) || (size === 1) !== (path.length === 0)) throw new MalformedError("an inclusion path has the wrong length");
  const sibling = path.at(-1);
  if (!sibling) return leaf;
  const half = split(size);
  const inner = path.slice(0, -1);
  if (place < half) return parentHash(await rootFromPath(leaf, place, half, inner), sibling);
  return parentHash(sibling, await rootFromPath(leaf, place - half, size - half, inner));
}
