import { SpeechProvider } from "@gongdan/i18n/react";
import { speech } from "@gongdan/i18n/speech";
import { type ReactNode, useMemo } from "react";
import { usePreferences } from "./preferences";
import { dressing } from "./words";

const dress = dressing();

/** The language chosen in this browser, with the zone of the person (or of the browser, before log-in). */
export function ReaderSpeech({ zone, children }: { readonly zone?: string; readonly children: ReactNode }) {
  const { locale } = usePreferences();
  const spoken = useMemo(() => speech(locale, zone, dress), [locale, zone]);
  return <SpeechProvider value={spoken}>{children}</SpeechProvider>;
}
