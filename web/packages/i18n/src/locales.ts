/** The languages that we speak; a person's own locale is mapped to the nearest. */
export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

/** The tag that the browser's `Intl` and `Accept-Language` take. */
export const languageTag: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en-GB" };

/** The name of each language in its own words. */
export const ownName: Readonly<Record<Locale, string>> = { zh: "中文", en: "English" };

/** The first of the wished languages that we speak, else Chinese. */
export function nearestLocale(wishes: readonly string[]): Locale {
  for (const wish of wishes) {
    const base = wish.toLowerCase().split("-")[0];
    const found = locales.find((locale) => locale === base);
    if (found) return found;
  }
  return "zh";
}
