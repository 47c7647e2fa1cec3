import type { Bytes } from "./bytes";

/**
 * SHA-256 (FIPS 180-4): by the browser where it lends its hand, else by ourselves. A page that came
 * over plain HTTP has no `crypto.subtle`; a proof must be checkable there as well.
 */
export function sha256(data: Bytes): Promise<Bytes> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  return subtle ? subtle.digest("SHA-256", data).then((found) => new Uint8Array(found)) : Promise.resolve(sha256Plain(data));
}

const word = (value: number) => Math.floor((value - Math.floor(value)) * 2 ** 32);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let each = 2; found.length < count; each += 1) if (found.every((prime) => each % prime !== 0)) found.push(each);
  return found;
}

/** Section 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
const rounds = Uint32Array.from(primes(64), (prime) => word(Math.cbrt(prime)));
/** Section 5.3.3: the same of the square roots of the first eight. */
const begin = Uint32Array.from(primes(8), (prime) => word(Math.sqrt(prime)));

const turn = (value: number, by: number) => (value >>> by) | (value << (32 - by));

/** Section 5.1.1: a one, zeros, and the length in bits, up to a multiple of 64 bytes. */
function padded(data: Uint8Array): DataView {
  const length = Math.ceil((data.length + 9) / 64) * 64;
  const bytes = new Uint8Array(length);
  bytes.set(data);
  bytes[data.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(length - 8, BigInt(data.length) * 8n);
  return view;
}

/** Section 6.2.2, steps 1 to 4, for the block that begins at `at`. */
function mixBlock(state: Uint32Array, view: DataView, at: number): void {
  const w = new Uint32Array(64);
  const get = (from: Uint32Array, index: number) => from[index] ?? 0;
  for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(at + 4 * t);
  for (let t = 16; t < 64; t += 1) {
    const [two, fifteen] = [get(w, t - 2), get(w, t - 15)];
    const s1 = turn(two, 17) ^ turn(two, 19) ^ (two >>> 10);
    const s0 = turn(fifteen, 7) ^ turn(fifteen, 18) ^ (fifteen >>> 3);
    w[t] = s1 + get(w, t - 7) + s0 + get(w, t - 16);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const choose = (e & f) ^ (~e & g);
    const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choose + get(rounds, t) + get(w, t)) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = get(state, index) + value;
  });
}

/** SHA-256 without the browser's help. */
export function sha256Plain(data: Uint8Array): Bytes {
  const state = begin.slice();
  const view = padded(data);
  for (let at = 0; at < view.byteLength; at += 64) mixBlock(state, view, at);
  const out = new Uint8Array(32);
  const write = new DataView(out.buffer);
  state.forEach((value, index) => {
    write.setUint32(4 * index, value);
  });
  return out;
}
