import type { Area } from "@gongdan/i18n/areas";
import { areasInUse, loadAreas } from "@gongdan/i18n/catalogue";
import { fetchCatalogue } from "@gongdan/i18n/desk-catalogues";
import { languageTag, type Locale, locales, nearestLocale } from "@gongdan/i18n/locales";
import { pseudo } from "@gongdan/i18n/pseudo";
import { remembered } from "./remembered";

const kept = remembered("locale", locales);
const keptPseudo = remembered("pseudo", ["on", "off"] as const);

/** What the frame of the desk says, on every page. */
const everywhere: readonly Area[] = ["common", "forms", "identity", "parts"];

/** The language chosen in this browser before, else the nearest to the browser's wishes. */
export function firstLocale(): Locale {
  return kept.read() ?? nearestLocale(navigator.languages);
}

/** Has a language ready for all pages opened so far, then makes it the page's own (the API reads it there). */
export async function speakOnPage(locale: Locale): Promise<void> {
  await loadAreas(locale, [...everywhere, ...areasInUse()], fetchCatalogue);
  document.documentElement.lang = languageTag[locale];
}

export async function changeLanguage(locale: Locale): Promise<void> {
  await speakOnPage(locale);
  kept.keep(locale);
}

/** Fetches a page's words in the language that the page speaks now. */
export function wordsFor(areas: readonly Area[]): Promise<void> {
  return loadAreas(nearestLocale([document.documentElement.lang]), areas, fetchCatalogue);
}

/** The pseudo-language, where `?pseudo=on` (or `off`) in an address has set it for this browser. */
export function dressing(): ((words: string) => string) | undefined {
  const wish = new URLSearchParams(location.search).get("pseudo");
  if (wish === "on" || wish === "off") keptPseudo.keep(wish);
  return (wish ?? keptPseudo.read()) === "on" ? pseudo : undefined;
}
