import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { type ComponentType, Suspense } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type InboxLine, inboxQuery, recommendationQuery } from "../api/dispatch";
import { InboxList } from "./inbox-list";
import { Suggestions } from "./suggestions";
import styles from "./dispatch-page.module.css";

type Gist = ComponentType<{ readonly id: string; readonly me: Me }>;

interface PageProps {
  readonly me: Me;
  /** What an order is about, as its own room tells it. */
  readonly Gist: Gist;
}

/** The triage inbox: what waits for hands, and beside it what it is about and who could do it. */
export function DispatchPage({ me, Gist }: PageProps) {
  const { t } = useSpeech();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const inbox = useQuery(inboxQuery);
  const lines = inbox.data ?? [];
  const at = lines.findIndex(({ order }) => order === id);
  const walkTo = (next: InboxLine | undefined) => {
    if (next) void navigate(`/dispatch/${next.order}`);
  };
  const step = (by: number) => { walkTo(lines[Math.min(Math.max(at + by, 0), lines.length - 1)]); };
  const open = () => {
    if (id !== "") void navigate(`/orders/${id}`);
  };
  useShortcuts({ j: () => { step(1); }, k: () => { step(-1); }, o: open });
  const policies = me.actions.includes("dispatch.change") && <Link to="/dispatch-policies">{t("dispatch.to.policies")}</Link>;
  return (
    <PageFrame title={t("dispatch.title")} detail={t("dispatch.detail")} acts={policies}>
      {inbox.error && <ProblemNote error={inbox.error} />}
      {inbox.isPending && <Skeleton active title={false} />}
      {inbox.data && lines.length === 0 && id === "" ? (
        <EmptyState title={t("dispatch.empty")} detail={t("dispatch.empty.detail")}>
          {policies}
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          {lines.length > 0 && <InboxList lines={lines} chosen={id} />}
          <Chosen line={lines[at]} order={id} me={me} Gist={Gist} onGiven={() => { walkTo(lines[at + 1] ?? lines[at - 1]); }} />
        </div>
      )}
    </PageFrame>
  );
}

interface ChosenProps {
  readonly line: InboxLine | undefined;
  readonly order: string;
  readonly me: Me;
  readonly Gist: Gist;
  readonly onGiven: () => void;
}

function Chosen({ line, order, me, Gist, onGiven }: ChosenProps) {
  const { t } = useSpeech();
  const found = useQuery(recommendationQuery(order));
  if (order === "") return <EmptyState title={t("dispatch.pick")} detail={t("dispatch.pick.detail")} />;
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton active title={false} />;
  const number = line?.number ?? "";
  return (
    <section className={styles.chosen} aria-label={line?.title ?? t("dispatch.panel")}>
      <div className={styles.head}>
        {line && <h2 className={styles.title}>{line.title}</h2>}
        <Link to={`/orders/${order}`}>{t("dispatch.to.order")}</Link>
      </div>
      <Suspense fallback={null}>
        <Gist key={order} id={order} me={me} />
      </Suspense>
      <Suggestions key={`${order} ${found.data.version}`} order={{ id: order, number }} found={found.data} actions={me.actions} onGiven={onGiven} />
    </section>
  );
}
