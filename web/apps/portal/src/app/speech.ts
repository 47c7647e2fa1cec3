import type { Locale } from "@gongdan/i18n/locales";
import { type Speech, speech } from "@gongdan/i18n/speech";
import { tellLanguage } from "./locale";
import { remember } from "./remembered";

/** Makes a language the page's own, so that screen readers and the server's answers follow. */
export function speakOnPage(locale: Locale): Speech {
  tellLanguage(locale);
  return speech(locale, undefined);
}

export function changeLanguage(locale: Locale): Speech {
  remember("locale", locale);
  return speakOnPage(locale);
}
