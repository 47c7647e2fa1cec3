/**
 * The part of ICU MessageFormat that our texts need: `{name}`, `{n, plural, =0 {..} one {..} other {# ..}}`
 * and `{kind, select, a {..} other {..}}`, nested as deep as one likes.
 */
export type Values = Readonly<Record<string, string | number>>;

type Piece = string | Argument;
interface Argument {
  readonly name: string;
  readonly kind: "plain" | "plural" | "select";
  readonly branches: ReadonlyMap<string, readonly Piece[]>;
}

/** Reads one message; `at` is the cursor shared by the nested calls. */
class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  pieces(nested: boolean): readonly Piece[] {
    const found: Piece[] = [];
    while (this.at < this.source.length) {
      const brace = this.source.slice(this.at).search(/[{}]/);
      const end = brace < 0 ? this.source.length : this.at + brace;
      if (end > this.at) found.push(this.source.slice(this.at, end));
      this.at = end;
      if (brace < 0) break;
      if (this.source[end] === "}") {
        if (nested) break;
        throw new SyntaxError(`a brace too many in: ${this.source}`);
      }
      found.push(this.argument());
    }
    return found;
  }

  private argument(): Argument {
    this.at += 1;
    const [name = "", kind = "plain"] = this.until(/[{}]/).split(",").map((word) => word.trim());
    const branches = new Map<string, readonly Piece[]>();
    let key = kind === "plain" ? "" : (this.lastWord ?? "");
    while (this.source[this.at] === "{") {
      this.at += 1;
      branches.set(key, this.pieces(true));
      this.at += 1;
      key = this.until(/[{}]/).trim();
    }
    if (this.source[this.at] !== "}") throw new SyntaxError(`a brace is missing in: ${this.source}`);
    this.at += 1;
    if (kind !== "plain" && kind !== "plural" && kind !== "select") throw new SyntaxError(`unknown kind ${kind}`);
    return { name, kind, branches };
  }

  private lastWord: string | undefined;
  private until(stop: RegExp): string {
    const found = this.source.slice(this.at).search(stop);
    const end = found < 0 ? this.source.length : this.at + found;
    const words = this.source.slice(this.at, end);
    this.lastWord = words.split(",")[2]?.trim();
    this.at = end;
    return words;
  }
}

const read = new Map<string, readonly Piece[]>();

function piecesOf(message: string): readonly Piece[] {
  const known = read.get(message);
  if (known) return known;
  const pieces = new Reader(message).pieces(false);
  read.set(message, pieces);
  return pieces;
}

function branchOf({ kind, branches }: Argument, value: string | number, locale: string): readonly Piece[] {
  const exact = branches.get(kind === "plural" ? `=${value}` : String(value));
  const category = kind === "plural" ? new Intl.PluralRules(locale).select(Number(value)) : "other";
  return exact ?? branches.get(category) ?? branches.get("other") ?? [];
}

/** What is done to the words of a message before its values are put in. */
export type Dress = (words: string) => string;

interface Saying {
  readonly values: Values;
  readonly locale: string;
  readonly dress: Dress;
}

const isHan = (letter = "") => /\p{Script=Han}/u.test(letter);
const isLatin = (letter = "") => /\p{Script=Latin}/u.test(letter);

/** Joins the parts of a sentence; where a value of one script meets words of the other, with a space. */
function joined(parts: readonly string[]): string {
  return parts.reduce((before, next) => {
    const [last, first] = [before.at(-1), next[0]];
    return before + ((isHan(last) && isLatin(first)) || (isLatin(last) && isHan(first)) ? " " : "") + next;
  }, "");
}

function say(pieces: readonly Piece[], saying: Saying, count: string): string {
  const { values, locale, dress } = saying;
  return joined(
    pieces.map((piece) => {
      if (typeof piece === "string") return count === "" ? dress(piece) : dress(piece).replaceAll("#", count);
      const value = values[piece.name] ?? "";
      if (piece.kind === "plain") return String(value);
      const inner = piece.kind === "plural" ? new Intl.NumberFormat(locale).format(Number(value)) : count;
      return say(branchOf(piece, value, locale), saying, inner);
    }),
  );
}

/** Fills a message with its values in a locale. */
export function format(message: string, values: Values, locale: string, dress: Dress = (words) => words): string {
  return say(piecesOf(message), { values, locale, dress }, "");
}

/** The names of all values that a message wants; used to hold two languages equal. */
export function valueNames(message: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      if (typeof piece === "string") continue;
      names.add(piece.name);
      piece.branches.forEach(walk);
    }
  };
  walk(piecesOf(message));
  return names;
}
