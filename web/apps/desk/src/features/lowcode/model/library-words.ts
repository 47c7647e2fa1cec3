import type { Field } from "@gongdan/flow-model/bundle";
import { type Bag, wordsOf } from "@gongdan/forms/core/json";
import type { TextKey } from "@gongdan/i18n/areas";
import type { Speech } from "@gongdan/i18n/speech";
import type { Difference } from "@gongdan/ui/difference";
import { bodyDifferences } from "./body-differences";
import { newField, sortOf } from "./form-edits";

/** What kind of field it is, in words. */
export const sortWords = (field: Field, locale: string): string => wordsOf(newField(sortOf(field)).title, locale);

/** What can be chosen, in words. */
export const dictionaryWords = (field: Field, { locale, list }: Speech): string =>
  list(Object.entries(field.options ?? {}).map(([value, words]) => wordsOf(words, locale) || value));

const named: Readonly<Record<string, TextKey>> = {
  "title.zh": "fd.p.zh",
  "title.en": "fd.p.en",
  unit: "fd.p.unit",
  privacy: "fd.p.privacy",
  basis: "fd.p.basis",
  retention: "fd.p.retention",
};

/** Where two versions of a field differ, its parts called by their names where they have some. */
export function fieldDifferences(before: Field, after: Field, { t }: Speech): readonly Difference[] {
  return bodyDifferences(before as unknown as Bag, after as unknown as Bag).map((each) => {
    const key = named[each.label];
    const [part, language] = each.label.split(".");
    const told = part === "help" ? "fd.p.help" : part === "purpose" ? "fd.p.purpose" : part === "options" ? "fd.p.choices" : undefined;
    return { ...each, label: key ? t(key) : told ? `${t(told)} · ${language}` : each.label };
  });
}
