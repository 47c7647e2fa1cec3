/** A word of a FEEL text, as far as the builder understands it. */
export type Token =
  | { readonly kind: "name" | "sign"; readonly text: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number };

const pattern = /\s*(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?!\d))|(?<sign>!=|<=|>=|\.\.|[=<>()[\],+-]))/y;

/** The words of a text; undefined where there is something that the builder does not know. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const found: Token[] = [];
  const trimmed = text.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < trimmed.length) {
    const { name, text: quoted, number, sign } = pattern.exec(trimmed)?.groups ?? {};
    if (name) found.push({ kind: "name", text: name });
    else if (quoted) found.push({ kind: "text", value: unquoted(quoted) });
    else if (number) found.push({ kind: "number", value: Number(number) });
    else if (sign) found.push({ kind: "sign", text: sign });
    else return undefined;
  }
  return found;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
const unquoted = (text: string) => text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
