import type { Area, TextKey } from "./areas";
import { type Locale, locales } from "./locales";

export type Words = Readonly<Record<string, string>>;

/** How an app fetches one catalogue; the desk's is `desk-catalogues.ts`. */
export type Fetch = (locale: Locale, area: Area) => Promise<Words>;

const known: Record<Locale, Record<string, string>> = { zh: {}, en: {} };
const had = new Set<`${Locale}/${Area}`>();
const asked = new Set<Area>();

/** Keeps the words of one area; what was kept is said by every `Speech` from then on. */
export function keepWords(locale: Locale, words: Words): void {
  Object.assign(known[locale], words);
}

/** Fetches areas of a language that are not here yet; rejects where the network fails, to be tried again. */
export async function loadAreas(locale: Locale, areas: readonly Area[], fetch: Fetch): Promise<void> {
  for (const area of areas) asked.add(area);
  const missing = areas.filter((area) => !had.has(`${locale}/${area}`));
  await Promise.all(
    missing.map(async (area) => {
      keepWords(locale, await fetch(locale, area));
      had.add(`${locale}/${area}`);
    }),
  );
}

/** All areas that any page has asked for: what another language must have before it is spoken. */
export function areasInUse(): readonly Area[] {
  return [...asked];
}

/** The message of a key; the key itself where its area was not loaded, so that the fault is seen. */
export function messageOf(locale: Locale, key: TextKey): string {
  return known[locale][key] ?? key;
}

/** Whether a key made from a code of the server exists among the loaded words. */
export function isTextKey(locale: Locale, key: string): key is TextKey {
  return Object.hasOwn(known[locale], key);
}

/** All loaded words, for tests that hold the languages equal. */
export function allWords(): Readonly<Record<Locale, Words>> {
  return Object.fromEntries(locales.map((locale) => [locale, { ...known[locale] }])) as Record<Locale, Words>;
}
