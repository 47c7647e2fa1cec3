/** Bytes and the ways in which a proof writes them. Every reading is strict: one value has one spelling. */

/** What was read does not have the form that it must have. */
export class MalformedError extends Error {}

export type Bytes = Uint8Array<ArrayBuffer>;

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads lower-case hex of exactly `length` bytes. */
export function fromHex(text: string, length: number): Bytes {
  if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) throw new MalformedError(`no ${length} bytes of hex`);
  return Uint8Array.from({ length }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** Reads base64 (RFC 4648, section 4); the unused bits at its end must be zero, as its writer makes them. */
export function fromBase64(text: string): Bytes {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new MalformedError("no base64");
  }
  if (btoa(binary) !== text) throw new MalformedError("not the one spelling of these bytes");
  return Uint8Array.from(binary, (each) => each.charCodeAt(0));
}

/** The 16 bytes of a UUID in its usual spelling. */
export function fromUuid(text: string): Bytes {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new MalformedError("no UUID");
  return fromHex(text.replaceAll("-", ""), 16);
}

/** A whole number as 8 bytes, the highest first. */
export function eightBytes(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new MalformedError("no whole number");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}
