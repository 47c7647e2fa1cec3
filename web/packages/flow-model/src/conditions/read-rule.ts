import type { Comparable } from "./fields";
import { isDay, isMoment } from "./feel-text";
import { type FieldKind, type Group, isGroup, type Op, type Operand, opsOf, type Test } from "./rule";
import { type Token, tokensOf } from "./tokens";

/**
 * The rule that a FEEL text says, or undefined where it says more than the builder can show: such a text stays what it
 * is. Nothing is "everything holds": an empty text is a group without parts.
 */
export function ruleOf(text: string, fields: readonly Comparable[]): Group | undefined {
  if (text.trim() === "") return { all: true, parts: [] };
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens, new Map(fields.map((field) => [field.name, field])));
  const found = reader.either();
  if (found === undefined || !reader.atEnd()) return undefined;
  return isGroup(found) ? found : { all: true, parts: [found] };
}

type Part = Group | Test;
const signOps: Readonly<Record<string, Op>> = { "=": "is", "!=": "isnt", ">": "more", ">=": "least", "<": "less", "<=": "most" };
const negations: Partial<Record<Op, Op>> = { oneof: "noneof", contains: "lacks", has: "hasnt", yes: "no", no: "yes", is: "isnt" };

/** Recursive descent over the words; every method gives undefined where the text is not of the builder's kind. */
class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly fields: ReadonlyMap<string, Comparable>,
  ) {}

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  either(): Part | undefined {
    return this.joined("or", () => this.both());
  }

  private both(): Part | undefined {
    return this.joined("and", () => this.single());
  }

  private joined(word: "and" | "or", inner: () => Part | undefined): Part | undefined {
    const parts: Part[] = [];
    do {
      const part = inner();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (this.take(word));
    return parts.length === 1 ? parts[0] : { all: word === "and", parts };
  }

  private single(): Part | undefined {
    if (this.take("(")) return this.closed(this.either());
    if (this.take("not") && this.take("(")) return this.closed(this.opposite(this.test()));
    return this.test();
  }

  private opposite(test: Test | undefined): Test | undefined {
    const op = test && negations[test.op];
    return op && this.fit(test.field, op, test.value);
  }

  private test(): Test | undefined {
    const name = this.name();
    if (name === "contains") return this.call("contains");
    if (name === "starts" && this.take("with")) return this.call("starts");
    if (name === "list" && this.take("contains")) return this.call("has");
    if (name === undefined || !this.fields.has(name)) return undefined;
    if (this.take("in")) return this.membership(name);
    if (this.take("between")) return this.range(name, "and", undefined);
    const sign = this.tokens[this.at];
    const op = sign?.kind === "sign" ? signOps[sign.text] : undefined;
    if (op === undefined) return this.fit(name, "yes", null);
    this.at += 1;
    return this.compared(name, op);
  }

  private compared(name: string, op: Op): Test | undefined {
    if (op === "is" || op === "isnt") {
      if (this.take("null")) return this.fit(name, op === "is" ? "empty" : "filled", null);
      for (const word of ["true", "false"]) if (this.take(word)) return this.fit(name, (word === "true") === (op === "is") ? "yes" : "no", null);
    }
    const value = this.operand();
    return value === undefined ? undefined : this.fit(name, op, value);
  }

  private membership(name: string): Test | undefined {
    if (this.take("[")) return this.range(name, "..", "]");
    if (!this.take("(")) return undefined;
    const values: (string | number)[] = [];
    do {
      const value = this.operand();
      if (typeof value !== "string" && typeof value !== "number") return undefined;
      values.push(value);
    } while (this.take(","));
    return this.closed(this.fit(name, "oneof", values));
  }

  private range(name: string, between: string, close: string | undefined): Test | undefined {
    const low = this.operand();
    const high = this.take(between) ? this.operand() : undefined;
    if (typeof low !== "number" || typeof high !== "number" || (close && !this.take(close))) return undefined;
    return this.fit(name, "between", [low, high]);
  }

  private call(op: Op): Test | undefined {
    const name = this.take("(") ? this.name() : undefined;
    const value = name !== undefined && this.take(",") ? this.operand() : undefined;
    return name === undefined || value === undefined ? undefined : this.closed(this.fit(name, op, value));
  }

  private operand(): Operand | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === "text" || token?.kind === "number") return dated(token.value) ? undefined : token.value;
    if (token?.kind !== "name") return undefined;
    if (token.text === "today") return this.relative();
    if (token.text !== "date") return undefined;
    const moment = this.take("and") && this.take("time");
    const text = this.quoted();
    return text !== undefined && (moment ? isMoment(text) : isDay(text)) ? text : undefined;
  }

  /** `today`, `today + duration("P3D")`. */
  private relative(): Operand | undefined {
    const sign = this.take("+") ? 1 : this.take("-") ? -1 : 0;
    if (sign === 0) return { days: 0 };
    const days = this.take("duration") ? /^P(\d+)D$/.exec(this.quoted() ?? "")?.[1] : undefined;
    return days === undefined ? undefined : { days: sign * Number(days) };
  }

  private quoted(): string | undefined {
    if (!this.take("(")) return undefined;
    const token = this.tokens[this.at];
    this.at += 1;
    return token?.kind === "text" && this.take(")") ? token.value : undefined;
  }

  private fit(field: string, op: Op, value: Operand): Test | undefined {
    const kind = this.fields.get(field)?.kind;
    if (kind === undefined || !(opsOf[kind] as readonly Op[]).includes(op)) return undefined;
    return fits(kind, op, value) ? { field, op, value } : undefined;
  }

  private name(): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") return undefined;
    this.at += 1;
    return token.text;
  }

  private take(word: string): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || (token.kind !== "name" && token.kind !== "sign") || token.text !== word) return false;
    this.at += 1;
    return true;
  }

  private closed<T>(part: T | undefined): T | undefined {
    return part !== undefined && this.take(")") ? part : undefined;
  }
}

/** A plain text that reads like a date would be written as one again. */
const dated = (value: string | number) => typeof value === "string" && (isDay(value) || isMoment(value));

function fits(kind: FieldKind, op: Op, value: Operand): boolean {
  if (value === null || op === "between") return true;
  const values = Array.isArray(value) ? (value as (string | number)[]) : [value as Exclude<Operand, readonly unknown[]>];
  return values.every((each) => {
    if (typeof each === "number") return kind === "number" || kind === "choice";
    if (typeof each !== "string") return kind === "date";
    if (kind === "date") return isDay(each);
    if (kind === "moment") return isMoment(each);
    return kind !== "number" && !dated(each);
  });
}
