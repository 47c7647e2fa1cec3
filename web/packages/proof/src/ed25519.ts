import type { Bytes } from "./bytes";

/** Whether a key has signed a message (Ed25519, RFC 8032): by the browser, or by a library where it can't. */
export async function signed(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (key.length !== 32 || signature.length !== 64) return false;
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  const known = await subtle?.importKey("raw", key, "Ed25519", false, ["verify"]).catch(() => undefined);
  if (subtle && known) return subtle.verify("Ed25519", known, signature, message);
  return signedPlain(key, signature, message);
}

/** The same without the browser's help; the library comes only where it is needed. */
export async function signedPlain(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const { ed25519 } = await import("@noble/curves/ed25519.js");
  try {
    return ed25519.verify(signature, message, key);
  } catch {
    return false;
  }
}
