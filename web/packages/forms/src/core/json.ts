/** Careful steps into JSON whose shape somebody else decides. */
export type Bag = Readonly<Record<string, unknown>>;

/** The object, or an empty one. */
export function bag(value: unknown): Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

/** The array, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text of a definition: plain, or one per language; empty where there is none. */
export function wordsOf(value: unknown, locale: string): string {
  if (typeof value === "string") return value;
  const each = bag(value);
  const found = each[locale] ?? each["en"] ?? Object.values(each)[0];
  return typeof found === "string" ? found : "";
}
