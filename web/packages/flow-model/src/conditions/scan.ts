/** A place at which a text is joined: an `and` or `or` that stands in no brackets. */
export interface Joint {
  readonly word: "and" | "or";
  readonly start: number;
  readonly end: number;
}

/** What the words of FEEL are told apart by; texts and comments are whole, whatever stands in them. */
const pattern = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\p{L}_][\p{L}\p{N}_]*|[()[\]{}"]/gu;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** From such a word on everything belongs to it, up to the end of its brackets. */
const swallowing = new Set(["if", "for", "some", "every", "function"]);

/** The joints of a text, in order; undefined where brackets or quotes don't close. */
export function jointsOf(text: string): readonly Joint[] | undefined {
  const found: Joint[] = [];
  const open: string[] = [];
  let before = "";
  let swallowed = false;
  let between = false;
  for (const { 0: word, index } of text.matchAll(pattern)) {
    const close = closing[word];
    if (word === '"') return undefined;
    if (close) open.push(close);
    else if (/[)\]}]/.test(word)) {
      // a range may begin with `]` and end with `[`: what does not fit is left alone
      if (open.pop() !== word) return undefined;
    } else if (open.length === 0 && !swallowed) {
      swallowed = swallowing.has(word);
      if (word === "between") between = true;
      else if (word === "and" && between) between = false;
      else if (word === "or" || (word === "and" && !isDateAndTime(text, before, index))) found.push({ word, start: index, end: index + word.length });
    }
    before = word;
  }
  return open.length === 0 ? found : undefined;
}

const isDateAndTime = (text: string, before: string, at: number) => before === "date" && /^and\s+time\b/.test(text.slice(at));

/** What stands in the brackets of a text that is nothing but `name(…)`; undefined where it is more. */
export function wholeOf(text: string, name: string): string | undefined {
  const head = new RegExp(`^${name}\\s*\\(`).exec(text)?.[0];
  if (head === undefined) return undefined;
  let depth = 0;
  for (const { 0: word, index } of text.matchAll(pattern)) {
    if (word === "(") depth += 1;
    else if (word === ")") depth -= 1;
    if (word === ")" && depth === 0) return index === text.length - 1 ? text.slice(head.length, index) : undefined;
  }
  return undefined;
}
