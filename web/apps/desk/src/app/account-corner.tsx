import { locales, ownName } from "@gongdan/i18n/locales";
import { useSpeech } from "@gongdan/i18n/react";
import styles from "./account-corner.module.css";
import { usePreferences } from "./preferences";
import { themeChoices } from "./use-theme";

/** Language and appearance, as two plain choices. */
export function PreferenceChoices() {
  const { t } = useSpeech();
  const { locale, speak, theme } = usePreferences();
  return (
    <>
      <label className={styles.choice}>
        <span>{t("app.language")}</span>
        <select
          value={locale}
          onChange={(event) => {
            speak(locales.find((each) => each === event.target.value) ?? locale);
          }}
        >
          {locales.map((each) => (
            <option key={each} value={each} lang={each}>
              {ownName[each]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.choice}>
        <span>{t("app.theme")}</span>
        <select
          value={theme.choice}
          onChange={(event) => {
            theme.choose(themeChoices.find((each) => each === event.target.value) ?? theme.choice);
          }}
        >
          {themeChoices.map((each) => (
            <option key={each} value={each}>
              {t(`app.theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
