import { FileDeskGiven } from "@gongdan/forms/antd/file-desk";
import { LookupGiven } from "@gongdan/forms/antd/lookup";
import { languageTag, type Locale } from "@gongdan/i18n/locales";
import { TellProvider } from "@gongdan/ui/told";
import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { BrowserRouter } from "react-router";
import { AntdHouse } from "./antd-house";
import { ErrorBoundary } from "./error-boundary";
import { formFiles } from "./form-files";
import { formLookup } from "./form-lookup";
import { PreferencesProvider } from "./preferences";
import { ReaderSpeech } from "./reader-speech";
import { DeskRoutes } from "./routes";
import { useLocale } from "./use-locale";
import { useTheme } from "./use-theme";

interface Props {
  readonly memory: QueryClient;
  readonly first: Locale;
}

/** The desk with everything it stands on, from the outside in; `first` is the language whose words are here. */
export function App({ memory, first }: Props) {
  const [locale, speak] = useLocale(first);
  const theme = useTheme();
  const preferences = useMemo(() => ({ locale, speak, theme }), [locale, speak, theme]);
  return (
    <QueryClientProvider client={memory}>
      <PreferencesProvider value={preferences}>
        <ReaderSpeech>
          <AntdHouse theme={theme.theme} locale={locale}>
            <TellProvider>
              <ErrorBoundary>
                <BrowserRouter basename={import.meta.env.BASE_URL}>
                  <ReadAgainInNewLanguage tag={languageTag[locale]} />
                  <LookupGiven value={formLookup}>
                    <FileDeskGiven value={formFiles}>
                      <DeskRoutes />
                    </FileDeskGiven>
                  </LookupGiven>
                </BrowserRouter>
              </ErrorBoundary>
            </TellProvider>
          </AntdHouse>
        </ReaderSpeech>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}

/** The server speaks the page's language: when that changes, everything it said is asked for again. */
function ReadAgainInNewLanguage({ tag }: { readonly tag: string }) {
  const client = useQueryClient();
  const spoken = useRef(tag);
  useEffect(() => {
    if (spoken.current === tag) return;
    spoken.current = tag;
    void client.invalidateQueries();
  }, [client, tag]);
  return null;
}
