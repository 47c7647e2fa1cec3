/** What the condition builder holds: groups of which all or any must hold, of comparisons and further groups. */
export interface Group {
  readonly all: boolean;
  readonly parts: readonly (Group | Test)[];
}

export interface Test {
  readonly field: string;
  readonly op: Op;
  readonly value: Operand;
}

/** `days`: so many days from today, before it where negative; null: not yet said, or nothing to say. */
export type Operand = null | string | number | readonly (string | number)[] | { readonly days: number };

export type FieldKind = "text" | "number" | "date" | "moment" | "choice" | "choices" | "yesno" | "person" | "unit";

const named = ["is", "isnt"] as const;
const there = ["filled", "empty"] as const;

/** How a field of a kind may be compared, the most usual first. */
export const opsOf = {
  text: [...named, "contains", "lacks", "starts", ...there],
  number: ["more", "least", "less", "most", "is", "isnt", "between", ...there],
  date: ["more", "least", "less", "most", "is", ...there],
  moment: ["more", "least", "less", "most", ...there],
  choice: [...named, "oneof", "noneof", ...there],
  choices: ["has", "hasnt", ...there],
  yesno: ["yes", "no"],
  person: [...named, ...there],
  unit: [...named, ...there],
} as const satisfies Record<FieldKind, readonly string[]>;

export type Op = (typeof opsOf)[FieldKind][number];

/** What may follow a comparison: nothing, one value, two, or several. */
export type Arity = "none" | "one" | "two" | "several";

const arities: Partial<Record<Op, Arity>> = {
  ...{ filled: "none", empty: "none", yes: "none", no: "none" },
  ...{ between: "two", oneof: "several", noneof: "several" },
};
export const arityOf = (op: Op): Arity => arities[op] ?? "one";

export const isGroup = (part: Group | Test): part is Group => "parts" in part;

/** Whether a comparison says all that it needs. */
export function isComplete({ op, value }: Test): boolean {
  switch (arityOf(op)) {
    case "none":
      return true;
    case "one":
      return value !== null && value !== "" && !Array.isArray(value);
    case "two":
      return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "number");
    case "several":
      return Array.isArray(value) && value.length > 0;
  }
}
