import { languageTag, type Locale, locales, nearestLocale } from "@gongdan/i18n/locales";
import { type Speech, speech } from "@gongdan/i18n/speech";
import { recall, remember } from "./remembered";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The language chosen here before, else the nearest to the browser's wishes. */
export function firstLocale(): Locale {
  const kept = recall("locale");
  return locales.find((each) => each === kept) ?? nearestLocale(navigator.languages);
}

/** Makes a language the page's own, so that screen readers and the server's answers follow. */
export function speakOnPage(locale: Locale): Speech {
  document.documentElement.lang = languageTag[locale];
  return speech(locale, zone);
}

export function changeLanguage(locale: Locale): Speech {
  remember("locale", locale);
  return speakOnPage(locale);
}
