import type { Schemas } from "@gongdan/api/shapes";
import type { Choices, Inbound, InboundChange, InboundInput } from "../api/inbounds";

export const proofs = ["signature", "bearer"] as const;
/** The parts of a report that a body may fill, besides the fields of its form. */
export const parts = [
  "title",
  "description",
  "urgency",
  "impact",
  "place",
  "asset",
  "due_at",
  "contact_name",
  "contact_phone",
  "contact_email",
  "location_address",
] as const;

/** What a field of the form is filled as. */
export const fieldTo = (key: string): string => ["fields", key].join(".");

type Entry = Choices["starts"][number]["fields"][number];

/** One row of the mapping: what is filled, from which place, and with what where nothing stands there. */
export interface TakeRow {
  readonly to: string;
  readonly at: string;
  readonly otherwise: string;
  /** Lines such as `critical = 1`: what a word of the caller's means here. */
  readonly words: string;
}

/** An inbound as a form holds it. */
export interface Entered {
  readonly key: string;
  readonly name: string;
  readonly kind: "start" | "advance";
  readonly definition: string;
  readonly message: string;
  /** Where the order's number (or the value of `field`) stands. */
  readonly at: string;
  readonly field: string;
  readonly takes: readonly TakeRow[];
  readonly proof: (typeof proofs)[number];
  readonly key_at: string;
  readonly per_minute: number;
  readonly kilobytes: number;
}

export const nothing: Entered = {
  key: "",
  name: "",
  kind: "start",
  definition: "",
  message: "",
  at: "",
  field: "",
  takes: [{ to: "title", at: "", otherwise: "", words: "" }],
  proof: "signature",
  key_at: "",
  per_minute: 60,
  kilobytes: 64,
};

/** Reads lines such as `critical = 1`. */
export function wordsIn(lines: string): Record<string, string> {
  const pairs = lines.split("\n").map((line) => line.split("="));
  return Object.fromEntries(pairs.flatMap(([said = "", ...means]) => (said.trim() && means.length > 0 ? [[said.trim(), means.join("=").trim()]] : [])));
}

export function enteredOf({ key, name, does, proof, key_at, per_minute, most_bytes }: Inbound): Entered {
  const given: readonly Schemas["Take"][] = does.takes ?? [];
  const takes = given.map(({ to, at = "", otherwise = "", words = {} }) => ({
    ...{ to, at, otherwise },
    words: Object.entries(words).map(([said, means]) => `${said} = ${means}`).join("\n"),
  }));
  const shared = { ...nothing, key, name, takes, proof, key_at, per_minute, kilobytes: Math.ceil(most_bytes / 1024) };
  if (does.kind === "start") return { ...shared, kind: "start", definition: does.definition };
  return { ...shared, kind: "advance", message: does.message, at: does.at, field: does.field ?? "" };
}

function doesOf({ kind, definition, message, at, field, takes }: Entered): InboundInput["does"] {
  const taken: Schemas["Take"][] = takes
    .filter(({ to }) => to !== "")
    .map(({ to, at: from, otherwise, words }) => ({ to, at: from.trim(), otherwise, words: wordsIn(words) }));
  return kind === "start" ? { kind, definition, takes: taken } : { kind, message, at: at.trim(), field, takes: taken };
}

/** What is sent of a changed inbound; how callers prove themselves stays. */
export function changeOf(entered: Entered): InboundChange {
  const { name, key_at, per_minute, kilobytes } = entered;
  return { name: name.trim(), does: doesOf(entered), key_at: key_at.trim(), per_minute, most_bytes: kilobytes * 1024 };
}

export function inputOf(entered: Entered): InboundInput {
  const { name, key_at, per_minute, kilobytes, key, proof } = entered;
  return { key: key.trim(), proof, name: name.trim(), does: doesOf(entered), key_at: key_at.trim(), per_minute, most_bytes: kilobytes * 1024 };
}

/** The fields that can be filled by what is entered. */
export function fieldsOf({ kind, definition, message }: Entered, choices: Choices | undefined): Entry[] {
  const found = kind === "start" ? choices?.starts.find(({ key }) => key === definition) : choices?.messages.find((each) => each.message === message);
  return found?.fields ?? [];
}
