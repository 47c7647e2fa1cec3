import { languageTag, type Locale, locales, nearestLocale } from "@gongdan/i18n/locales";
import { recall } from "./remembered";

/** The language chosen here before, else the nearest to the browser's wishes. */
export function firstLocale(): Locale {
  const kept = recall("locale");
  return locales.find((each) => each === kept) ?? nearestLocale(navigator.languages);
}

/** Tells the page its language, so that screen readers and the server's answers follow. */
export function tellLanguage(locale: Locale): void {
  document.documentElement.lang = languageTag[locale];
}
