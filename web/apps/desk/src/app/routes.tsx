import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { WatermarkProvider } from "@gongdan/ui/watermark";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { lazy, Suspense } from "react";
import { Link, Navigate, Route, Routes, useLocation } from "react-router";
import { endedReader, meQuery } from "../features/identity/api/session";
import { DoorAgain } from "../features/identity/components/door-again";
import { LogInPage } from "../features/identity/components/log-in-page";
import { MustChangePage } from "../features/identity/components/must-change-page";
import { home, logInPath } from "../features/identity/model/way-back";
import { PreferenceChoices } from "./account-corner";
import { LiveProvider } from "./live";
import mark from "./mark.svg";
import type { Place } from "./place";
import { places } from "./places";
import { beginning, firstPlaceFor, isOpenTo } from "./places-for";
import { ReaderSpeech } from "./reader-speech";
import { Shell } from "./shell";


/** Seen once in the life of an installation. */
const SetupPage = lazy(async () => ({
  default: (await import("../features/identity/components/setup-page")).SetupPage,
}));

/** All addresses of the desk. */
export function DeskRoutes() {
  return (
    <Routes>
      <Route path="/log-in" element={<LogInPage mark={mark} corner={<PreferenceChoices />} />} />
      <Route
        path="/setup"
        element={
          <Suspense fallback={<Spin fullscreen />}>
            <SetupPage mark={mark} corner={<PreferenceChoices />} />
          </Suspense>
        }
      />
      <Route path="*" element={<Inside />} />
    </Routes>
  );
}

/**
 * Everything behind the door: asks who is there, and shows the way to the door if nobody is. Where a session ended
 * under somebody's hands, the page waits behind the door: nothing that was typed is lost.
 */
function Inside() {
  const { t } = useSpeech();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (me.isPending) return <Spin fullscreen description={t("app.loading")} />;
  const ended = me.data === null ? endedReader(client) : undefined;
  if (me.data === null && !ended) return <Navigate to={logInPath(pathname + search)} replace />;
  if (me.isError) {
    return (
      <main>
        <ProblemNote error={me.error}>
          <p>
            <Button onClick={() => void me.refetch()}>{t("app.retry")}</Button>
          </p>
        </ProblemNote>
      </main>
    );
  }
  const reader = ended ?? me.data;
  if (!reader) return null;
  if (reader.must_change_password) return <MustChangePage me={reader} mark={mark} />;
  return (
    <ReaderSpeech zone={reader.zone} key={reader.id}>
      <LiveProvider mayListen={!ended && reader.actions.includes("order.read")}>
        <WatermarkProvider name={reader.name} mayReveal={reader.actions.includes("personal.reveal")}>
          <Suspense fallback={<Spin fullscreen />}>
            <Pages me={reader} />
          </Suspense>
          {ended && <DoorAgain reader={ended} corner={<PreferenceChoices />} />}
        </WatermarkProvider>
      </LiveProvider>
    </ReaderSpeech>
  );
}

/** A page; where one begins, somebody who has nothing to do with orders is taken to what he has to do. */
function placeFor(place: Place, me: Me) {
  const elsewhere = home.startsWith(`/${beginning(place)}`) && !isOpenTo(place, me) && firstPlaceFor(me);
  return elsewhere ? <Navigate to={`/${beginning(elsewhere)}`} replace /> : <place.Page me={me} />;
}

function Pages({ me }: { readonly me: Me }) {
  return (
    <Routes>
      <Route element={<Shell me={me} />}>
        <Route index element={<Navigate to={home} replace />} />
        {places.map((place) => (
          <Route key={place.path} path={place.path} element={placeFor(place, me)} />
        ))}
        <Route path="*" element={<NoPage />} />
      </Route>
    </Routes>
  );
}

function NoPage() {
  const { t } = useSpeech();
  return (
    <EmptyState title={t("app.page.missing")} detail="">
      <Link to={home}>{t("app.page.back")}</Link>
    </EmptyState>
  );
}
