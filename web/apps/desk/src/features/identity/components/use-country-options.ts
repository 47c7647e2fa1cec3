import { languageTag } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/react";
import { useMemo } from "react";

/** Countries by their names in the reader's language; none at all stands first. */
export function useCountryOptions(codes: readonly string[]) {
  const { t, locale } = useSpeech();
  return useMemo(() => {
    const names = new Intl.DisplayNames(languageTag[locale], { type: "region" });
    const order = new Intl.Collator(languageTag[locale]).compare;
    const known = codes.map((code) => ({ value: code, label: names.of(code) ?? code }));
    return [{ value: "", label: t("tenant.country.none") }, ...known.sort((one, other) => order(one.label, other.label))];
  }, [codes, locale, t]);
}
