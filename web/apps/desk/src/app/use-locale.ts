import { languageTag, type Locale, locales, nearestLocale } from "@gongdan/i18n/locales";
import { useState } from "react";
import { remembered } from "./remembered";

const kept = remembered("locale", locales);

/** The API client reads the page's language from the root element. */
function speakOnPage(locale: Locale): Locale {
  document.documentElement.lang = languageTag[locale];
  return locale;
}

/** The language of this browser's reader: the one chosen before, else the nearest to the browser's wishes. */
export function useLocale(): readonly [Locale, (locale: Locale) => void] {
  const [locale, setLocale] = useState<Locale>(() => speakOnPage(kept.read() ?? nearestLocale(navigator.languages)));
  return [
    locale,
    (next) => {
      kept.keep(next);
      setLocale(speakOnPage(next));
    },
  ];
}
