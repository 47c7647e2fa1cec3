import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { draftQuery, rehearsalQuery } from "../api/rehearsals";
import { BeginForm } from "./begin-form";
import { Scene } from "./scene";

/** A draft tried in a sandbox: the address keeps which trial, so that the page can be left and come back to. */
export function TryPage() {
  const { t, locale } = useSpeech();
  const { key = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const id = search.get("trial");
  const draft = useQuery(draftQuery(key));
  const title = wordsOf(draft.data?.title, locale) || key;
  return (
    <PageFrame
      title={t("rehearsal.title", { title })}
      detail={t("rehearsal.detail")}
      back={<Link to={`/order-types/${key}/design`}>{t("rehearsal.back")}</Link>}
      acts={<Link to={`/order-types/${key}/replay`}>{t("rehearsal.to.replay")}</Link>}
    >
      {id && <Trial key={id} id={id} onLeave={() => setSearch({})} />}
      {!id && draft.isPending && <Skeleton active title={false} />}
      {!id && draft.isError && (
        <EmptyState title={t("rehearsal.nothing.title")} detail={t("rehearsal.nothing.detail")}>
          <Link to={`/order-types/${key}/design`}>{t("rehearsal.nothing.act")}</Link>
        </EmptyState>
      )}
      {!id && draft.data && <BeginForm of={key} bundle={draft.data} onBegun={({ id: trial }) => setSearch({ trial })} />}
    </PageFrame>
  );
}

function Trial({ id, onLeave }: { readonly id: string; readonly onLeave: () => void }) {
  const seen = useQuery(rehearsalQuery(id));
  if (seen.isPending) return <Skeleton active title={false} />;
  if (seen.isLoadingError) return <ProblemNote error={seen.error} />;
  return <Scene seen={seen.data} onLeave={onLeave} />;
}
