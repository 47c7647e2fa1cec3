import type { Speech } from "@gongdan/i18n/speech";

/** A type of event in the reader's words; one that is new to this page stands as it is. */
export function typeWords(type: string, { word }: Speech): string {
  return word("hooktype", type.replace(/^gongdan\./, ""), "hooktype.unknown") || type;
}

/** Why an attempt has no good answer, in the reader's words. */
export function failureWords(error: string, status: number | null, { t, word }: Speech): string {
  if (error === "" && status !== null) return t("delivery.taken", { status });
  const why = word("delivery.error", error, "hooktype.unknown") || error;
  return status === null ? why : t("delivery.status", { status, why });
}
