import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { rostersQuery } from "../api/rosters";
import { MyShiftsPage } from "./my-shifts-page";
import { NeedsPage } from "./needs-page";
import { NewRoster } from "./new-roster";
import { RosterList } from "./roster-list";
import { RosterView } from "./roster-view";

/** Who works when: the rosters that there are, one of them, what they are made from; or one's own shifts. */
export function RostersPage({ me }: { readonly me: Me }) {
  const { id } = useParams();
  const mayChange = me.actions.includes("roster.change");
  if (id === "mine" || !me.actions.includes("roster.read")) return <MyShiftsPage />;
  if (id === "needs") return <NeedsPage mayChange={mayChange} />;
  return id ? <RosterView key={id} id={id} mayChange={mayChange} /> : <AllRosters mayChange={mayChange} mine={me.actions.includes("order.check_in")} />;
}

interface AllProps {
  readonly mayChange: boolean;
  /** Whether the reader has shifts of his own. */
  readonly mine: boolean;
}

function AllRosters({ mayChange, mine }: AllProps) {
  const { t } = useSpeech();
  const found = useQuery(rostersQuery);
  const acts = (
    <>
      <Link to="/rosters/needs">{t("roster.to.needs")}</Link>
      {mine && <Link to="/rosters/mine">{t("own.title")}</Link>}
    </>
  );
  return (
    <PageFrame title={t("roster.title")} detail={t("roster.detail")} acts={acts} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && (
        <>
          {mayChange && <NewRoster />}
          {found.data.length === 0 ? (
            <EmptyState title={t("roster.empty")} detail={t(mayChange ? "roster.empty.detail" : "roster.empty.reader")}>
              {mayChange && <Link to="/rosters/needs">{t("roster.to.needs")}</Link>}
            </EmptyState>
          ) : (
            <Panel title={t("roster.all")} count={found.data.length}>
              <RosterList lines={found.data} />
            </Panel>
          )}
        </>
      )}
    </PageFrame>
  );
}
