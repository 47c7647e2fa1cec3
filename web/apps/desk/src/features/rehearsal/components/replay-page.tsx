import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { replayQuery, replaysQuery } from "../api/replays";
import { ReplayForm } from "./replay-form";
import { ReplayResult } from "./replay-result";

/** History put through a draft: which span, how far it came, and what would have gone otherwise. */
export function ReplayPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { key = "" } = useParams();
  const sees = me.actions.includes("order.read");
  const may = sees || me.actions.includes("definition.replay");
  const [search, setSearch] = useSearchParams();
  const past = useQuery(replaysQuery(key));
  const id = search.get("run") ?? past.data?.[0]?.id;
  return (
    <PageFrame
      title={t("replay.title")}
      detail={t("replay.detail")}
      back={<Link to={`/order-types/${key}/design`}>{t("rehearsal.back")}</Link>}
      acts={<Link to={`/order-types/${key}/try`}>{t("replay.to.try")}</Link>}
    >
      {!sees && <Note tone={may ? "info" : "warn"} title={t(may ? "replay.right.counts" : "replay.right.none")}><p>{t(may ? "replay.right.counts.detail" : "replay.right.none.detail")}</p></Note>}
      <ReplayForm of={key} may={may} onBegun={({ id: run }) => setSearch({ run })} />
      {past.isPending && <Skeleton active title={false} />}
      {past.error && <ProblemNote error={past.error} />}
      {id && <One key={id} id={id} sees={sees} onBegun={(run) => setSearch({ run })} />}
    </PageFrame>
  );
}

function One({ id, sees, onBegun }: { readonly id: string; readonly sees: boolean; readonly onBegun: (run: string) => void }) {
  const replay = useQuery(replayQuery(id));
  if (replay.isPending) return <Skeleton active title={false} />;
  if (replay.isLoadingError) return <ProblemNote error={replay.error} />;
  return <ReplayResult replay={replay.data} sees={sees} onBegun={onBegun} />;
}
