import type { Speech } from "@gongdan/i18n/speech";
import { idsOf } from "./files";
import { type Bag, bag } from "./json";
import type { Field, Value } from "./read-form";

/** An answer as people read it; "" where there is none. */
export function answerWords(field: Field, value: unknown, speech: Speech): string {
  if (field.kind === "files") return idsOf(value as Value).length > 0 ? speech.t("form.file.count", { n: idsOf(value as Value).length }) : "";
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => (field.kind === "lines" ? lineWords(field.columns, bag(one), speech) : answerWords(field, one, speech)));
    return field.kind === "lines" ? each.filter(Boolean).join("; ") : speech.list(each.filter(Boolean));
  }
  if (typeof value === "boolean") return speech.t(value ? "form.yes" : "form.no");
  if (typeof value !== "string" && typeof value !== "number") return "";
  const at = field.kind === "moment" ? new Date(value) : undefined;
  if (at && !Number.isNaN(at.getTime())) return speech.moment(at);
  return field.options.find((option) => option.value === value)?.label ?? String(value);
}

/** One line of a field, each answer behind the title of its column. */
function lineWords(columns: readonly Field[], row: Bag, speech: Speech): string {
  return columns
    .flatMap((column) => {
      const words = answerWords(column, row[column.name], speech);
      return words ? [`${column.label} ${words}`] : [];
    })
    .join(" · ");
}
