import { keepPortalWords } from "@gongdan/i18n/portal-catalogues";
import { SpeechProvider } from "@gongdan/i18n/preact";
import { useEffect, useState } from "preact/hooks";
import { CheckPage } from "../features/portal/components/check-page";
import { DoorPage } from "../features/portal/components/door-page";
import { FollowPage } from "../features/portal/components/follow-page";
import { LostPage } from "../features/portal/components/lost-page";
import { ReportPage } from "../features/portal/components/report-page";
import { type Place, placeOf } from "../features/portal/model/place";
import { Frame } from "./frame";
import { firstLocale } from "./locale";
import { changeLanguage, speakOnPage } from "./speech";
import { firstTheme, isDark, showTheme } from "./theme";

keepPortalWords();

const here = (): Place => placeOf(location.pathname, location.search, location.hash);

/** The portal: one page by the address, in the reader's language and appearance. */
export function App() {
  const [place, setPlace] = useState(here);
  const [speech, setSpeech] = useState(() => speakOnPage(firstLocale()));
  const [theme, setTheme] = useState(firstTheme);
  useEffect(() => {
    showTheme(theme);
    const moved = () => setPlace(here());
    addEventListener("hashchange", moved);
    addEventListener("popstate", moved);
    return () => {
      removeEventListener("hashchange", moved);
      removeEventListener("popstate", moved);
    };
  }, []);
  const turn = () => {
    const next = isDark(theme) ? "light" : "dark";
    showTheme(next, true);
    setTheme(next);
  };
  return (
    <SpeechProvider value={speech}>
      <Frame dark={isDark(theme)} onTheme={turn} onLanguage={(locale) => setSpeech(changeLanguage(locale))}>
        <Page place={place} onPlace={setPlace} />
      </Frame>
    </SpeechProvider>
  );
}

function Page({ place, onPlace }: { readonly place: Place; readonly onPlace: (place: Place) => void }) {
  const [fresh, setFresh] = useState("");
  const follow = (token: string) => {
    setFresh(token);
    // the address becomes the link: to be kept, shared with oneself, or opened again
    history.pushState(null, "", `/portal/#${token}`);
    onPlace({ page: "follow", token });
    scrollTo(0, 0);
  };
  switch (place.page) {
    case "report":
      return <ReportPage tenant={place.tenant} asset={place.asset} onFollow={follow} />;
    case "lost":
      return <LostPage tenant={place.tenant} broken={place.broken ?? false} onFollow={follow} />;
    case "follow":
      return <FollowPage key={place.token} token={place.token} fresh={place.token === fresh} />;
    case "check":
      return <CheckPage key={place.token} token={place.token} />;
    case "door":
      return <DoorPage />;
  }
}
