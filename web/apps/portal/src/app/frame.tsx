import { type Locale, locales, ownName } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/preact";
import type { ComponentChildren } from "preact";
import style from "./frame.module.css";

interface FrameProps {
  readonly dark: boolean;
  readonly onTheme: () => void;
  readonly onLanguage: (locale: Locale) => void;
  readonly children: ComponentChildren;
}

/** What stands around every page: the name, the other language, light or dark. */
export function Frame({ dark, onTheme, onLanguage, children }: FrameProps) {
  const { t, locale } = useSpeech();
  const other = locales.find((each) => each !== locale) ?? locale;
  return (
    <>
      <header class={style["head"]}>
        <span class={style["name"]}>{t("portal.name")}</span>
        <button type="button" class={style["tool"]} lang={other} onClick={() => onLanguage(other)}>
          {ownName[other]}
        </button>
        <button type="button" class={style["tool"]} onClick={onTheme}>
          {t(dark ? "portal.light" : "portal.dark")}
        </button>
      </header>
      <main class={style["main"]}>{children}</main>
      <footer class={style["foot"]}>{t("portal.foot")}</footer>
    </>
  );
}
