import type { Locale } from "@gongdan/i18n/locales";
import { createContext, useContext } from "react";
import type { ThemeState } from "./use-theme";

export interface Preferences {
  readonly locale: Locale;
  readonly speak: (locale: Locale) => void;
  readonly theme: ThemeState;
}

const Context = createContext<Preferences | undefined>(undefined);
export const PreferencesProvider = Context.Provider;

/** Language and appearance, with the means to change them. */
export function usePreferences(): Preferences {
  const preferences = useContext(Context);
  if (!preferences) throw new Error("no preferences above");
  return preferences;
}
