import type { Speech } from "@gongdan/i18n/speech";
import type { Issue } from "./check";

/** What is wrong with a field, in words: the definition's own where it has some. */
export function issueWords(t: Speech["t"], { message, code, field, limit }: Issue): string {
  return message ?? t(`form.${code}`, { field: field.label, limit });
}
