/** A key that nobody has used. Pages without TLS have no `crypto.randomUUID`, but random bytes. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The key of what somebody wants: the same wish, sent again because its answer got lost, has the same key and acts
 * once. Another wish has another key, and so has the same one after it was answered.
 */
export class WishKey {
  #wish = "";
  #key = "";

  of(...wish: readonly unknown[]): string {
    const words = JSON.stringify(wish);
    if (words !== this.#wish || this.#key === "") [this.#wish, this.#key] = [words, newKey()];
    return this.#key;
  }

  /** The wish was answered: what is wanted from now on is wanted anew. */
  answered(): void {
    this.#key = "";
  }
}
