import { isTextKey, messageOf } from "@gongdan/i18n/catalogue";

/** A label with the unit behind it, in the reader's words where the unit is a usual one. */
export function labelInUnit(label: string, unit: string, locale: string): string {
  const tongue = locale === "zh" ? "zh" : "en";
  const key = `unit.${unit}`;
  const words = isTextKey(tongue, key) ? messageOf(tongue, key) : unit;
  return tongue === "zh" ? `${label}（${words}）` : `${label} (${words})`;
}
