import { idsOf } from "@gongdan/forms/core/files";
import { type Bag, bag, wordsOf } from "@gongdan/forms/core/json";
import type { Value } from "@gongdan/forms/core/read-form";
import type { Speech } from "@gongdan/i18n/speech";
import { askedOrder, type Bundle, fieldTitle, optionTitle } from "./definition";

export interface Entered {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  /** The files that it names; then its words say how many. */
  readonly files: readonly string[];
}

/** All that was filled in, in words; blank answers are left out. */
export function enteredWords(
  values: Readonly<Record<string, unknown>>,
  bundle: Bundle | undefined,
  { t, locale }: Speech,
): readonly Entered[] {
  const filesOf = (name: string, value: unknown) => (bag(bag(bundle?.["fields"])[name])["refers"] === "file" ? idsOf(value as Value) : []);
  const wordsOfValue = (name: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
    if (typeof value === "string" || typeof value === "number") return optionTitle(bundle, name, String(value), locale);
    const columns = bag(bag(bag(bundle?.["fields"])[name])["columns"]);
    if (Array.isArray(value) && Object.keys(columns).length > 0) return value.map((row) => lineWords(bag(row), columns, { t, locale })).join("; ");
    if (Array.isArray(value)) return value.map((each: unknown) => wordsOfValue(name, each)).join(", ");
    return "";
  };
  const order = bundle ? askedOrder(bundle) : [];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(values)
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => {
      const files = filesOf(name, value);
      const words = files.length > 0 ? t("form.file.count", { n: files.length }) : wordsOfValue(name, value);
      return { name, title: fieldTitle(bundle, name, locale), words, files };
    })
    .filter(({ words }) => words !== "");
}

/** One line of a field, each answer behind the title of its column. */
function lineWords(row: Bag, columns: Bag, { t, locale }: Pick<Speech, "t" | "locale">): string {
  const said = Object.entries(columns).flatMap(([name, column]) => {
    const { title, options, unit } = bag(column);
    const value = row[name];
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
    const plain = typeof value === "boolean" ? t(value ? "form.yes" : "form.no") : String(value);
    const words = wordsOf(bag(options)[plain], locale) || (typeof unit === "string" ? `${plain} ${unit}` : plain);
    return [`${wordsOf(title, locale) || name} ${words}`];
  });
  return said.join(" · ");
}
