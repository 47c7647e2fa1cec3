import { bag, wordsOf } from "@gongdan/forms/core/json";
import { type Field, type Values } from "@gongdan/forms/core/read-form";
import { startingValues } from "@gongdan/forms/core/check";

/** A report that a template brings along to be tried with. */
export interface Sample {
  readonly title: string;
  readonly urgency: number;
  readonly impact: number;
  /** What its form is answered with; a draft may have lost some of the fields since. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Reads a sample in a language: a value that speaks several is meant in that one. */
export function sampleOf(raw: Readonly<Record<string, unknown>>, locale: string): Sample {
  const spoken = (value: unknown) => {
    const words = bag(value);
    return "zh" in words ? (words[locale] ?? words["en"]) : value;
  };
  return {
    title: wordsOf(raw["title"], locale),
    urgency: Number(raw["urgency"] ?? 3),
    impact: Number(raw["impact"] ?? 3),
    answers: Object.fromEntries(Object.entries(bag(raw["fields"])).map(([name, value]) => [name, spoken(value)])),
  };
}

/** The answers of a sample to the fields that the form has. */
export const sampleValues = (fields: readonly Field[], { answers }: Sample): Values => startingValues(fields, answers);
