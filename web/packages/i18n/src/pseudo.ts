/**
 * The pseudo-language: every text of ours longer and accented, so that a layout that can't grow and
 * a text that never passed through a catalogue are both seen at once. Switched on by `?pseudo=on`.
 */
const accents: Readonly<Record<string, string>> = {
  a: "áá", e: "éé", i: "îî", o: "öö", u: "ûû", A: "Å", E: "É", I: "Î", O: "Ö", U: "Û", c: "ç", n: "ñ", s: "š", y: "ý", C: "Ç", N: "Ñ", S: "Š",
};

/** Dresses the literal part of a message; Han can't take accents and is drawn out instead. */
export function pseudo(words: string): string {
  return words.replace(/[A-Za-z]/g, (letter) => accents[letter] ?? letter).replace(/\p{Script=Han}+/gu, "$&～");
}
