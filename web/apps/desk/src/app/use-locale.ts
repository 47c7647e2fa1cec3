import type { Locale } from "@gongdan/i18n/locales";
import { useState } from "react";
import { changeLanguage } from "./words";

/** The language of this browser's reader; another one is spoken as soon as its words are here. */
export function useLocale(first: Locale): readonly [Locale, (locale: Locale) => void] {
  const [locale, setLocale] = useState(first);
  return [
    locale,
    (next) => {
      void changeLanguage(next).then(() => {
        setLocale(next);
      });
    },
  ];
}
