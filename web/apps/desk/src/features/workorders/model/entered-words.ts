import { columnsInOrder } from "@gongdan/forms/core/columns";
import { idsOf } from "@gongdan/forms/core/files";
import { type Bag, bag, wordsOf } from "@gongdan/forms/core/json";
import type { Value } from "@gongdan/forms/core/read-form";
import { labelInUnit } from "@gongdan/forms/core/unit-words";
import type { Speech } from "@gongdan/i18n/speech";
import { askedOrder, type Bundle, fieldTitle, optionTitle } from "./definition";

/** The lines of a field in words: the columns in which anything stands, and a row for each line. */
export interface EnteredLines {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Entered {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  /** The files that it names; then its words say how many. */
  readonly files?: readonly string[];
  readonly lines?: EnteredLines;
}

/** All that was filled in, in words; blank answers are left out. */
export function enteredWords(
  values: Readonly<Record<string, unknown>>,
  bundle: Bundle | undefined,
  { t, locale }: Speech,
): readonly Entered[] {
  const wordsOfValue = (name: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
    if (typeof value === "string" || typeof value === "number") return optionTitle(bundle, name, String(value), locale);
    if (Array.isArray(value)) return value.map((each: unknown) => wordsOfValue(name, each)).join(", ");
    return "";
  };
  const order = bundle ? askedOrder(bundle) : [];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(values)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]): Entered => {
      const title = fieldTitle(bundle, name, locale);
      const field = bag(bag(bundle?.["fields"])[name]);
      if (field["refers"] === "file") {
        const files = idsOf(value as Value);
        return { name, title, words: files.length > 0 ? t("form.file.count", { n: files.length }) : "", files };
      }
      if (!Array.isArray(value) || Object.keys(bag(field["columns"])).length === 0) return { name, title, words: wordsOfValue(name, value) };
      return { name, title, words: "", lines: linesOf(value.map(bag), field, { t, locale }) };
    })
    .filter(({ words, lines }) => words !== "" || (lines?.rows.length ?? 0) > 0);
}

function linesOf(rows: readonly Bag[], field: Bag, { t, locale }: Pick<Speech, "t" | "locale">): EnteredLines {
  const used = columnsInOrder(field).filter(([name]) => rows.some((row) => row[name] !== undefined && row[name] !== null && row[name] !== ""));
  const said = (column: Bag, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
    if (typeof value !== "string" && typeof value !== "number") return "";
    return wordsOf(bag(column["options"])[String(value)], locale) || String(value);
  };
  const head = ([name, { title, unit }]: readonly [string, Bag]) => {
    const words = wordsOf(title, locale) || name;
    return typeof unit === "string" ? labelInUnit(words, unit, locale) : words;
  };
  return { heads: used.map(head), rows: rows.map((row) => used.map(([name, column]) => said(column, row[name]))) };
}
