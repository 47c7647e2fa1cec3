import type { Me, OrderRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { StageMark } from "@gongdan/ui/stage-mark";
import { UrgencyBars } from "@gongdan/ui/urgency-bars";
import { useNow } from "@gongdan/ui/use-now";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { mostOpen, todayQuery } from "../../api/list-today";
import { todayOf } from "../../model/today";
import { dueWords, type Reader, waitingWords } from "../../model/waiting";
import styles from "./today-page.module.css";

const most = 8;

/** The day at a glance: what waits for the reader, what is late, what they reported. */
export function TodayPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const now = useNow();
  const [open, mine, reported] = [useQuery(todayQuery("open")), useQuery(todayQuery("mine")), useQuery(todayQuery("reported"))];
  const problem = open.error ?? mine.error ?? reported.error;
  const lists = { open: open.data ?? [], mine: mine.data ?? [], reported: reported.data ?? [] };
  const today = todayOf(lists, me, now);
  const pending = open.isPending || mine.isPending || reported.isPending;
  const empty = !pending && !problem && today.waiting.length + today.late.length + today.reported.length === 0;
  return (
    <PageFrame title={t("today.title", { name: me.name })} acts={<Link to="/report">{t("list.new")}</Link>}>
      {problem && <ProblemNote error={problem} />}
      {pending && !problem && <Skeleton title={false} active paragraph={{ rows: 6 }} />}
      {empty && (
        <EmptyState title={t("today.empty.title")} detail={t("today.empty.detail")}>
          <Link to="/report">{t("list.empty.act")}</Link>
        </EmptyState>
      )}
      {lists.open.length === mostOpen && <p className={styles.none}>{t("today.part", { n: mostOpen })}</p>}
      {!pending && !empty && (
        <div className={styles.parts}>
          <Part title={t("today.waiting")} none={t("today.waiting.none")} rows={today.waiting} more="/orders?status=open" reader={me} />
          <Part title={t("today.late")} none={t("today.late.none")} rows={today.late} more="/orders?status=open" reader={me} />
          <Part title={t("today.reported")} none={t("today.reported.none")} rows={today.reported} more="/orders?status=open" reader={me} />
        </div>
      )}
    </PageFrame>
  );
}

interface PartProps {
  readonly title: string;
  readonly none: string;
  readonly rows: readonly OrderRow[];
  readonly more: string;
  readonly reader: Reader;
}

function Part({ title, none, rows, more, reader }: PartProps) {
  const { t } = useSpeech();
  return (
    <Panel title={title} count={rows.length}>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      <ul className={styles.rows}>
        {rows.slice(0, most).map((row) => <TodayRow key={row.id} row={row} reader={reader} />)}
      </ul>
      {rows.length > most && <Link to={more}>{t("today.more", { n: rows.length - most })}</Link>}
    </Panel>
  );
}

function TodayRow({ row, reader }: { readonly row: OrderRow; readonly reader: Reader }) {
  const speech = useSpeech();
  const now = useNow();
  const { why, since } = waitingWords(row, reader, now, speech);
  const due = dueWords(row.due_at, row.status === "open", now, speech);
  return (
    <li>
      <Link to={`/orders/${row.id}?status=open`} className={styles.row}>
        <span className={styles.title}>{row.title}</span>
        <UrgencyBars urgency={row.urgency} />
        <span className={styles.why}>{since ? `${why} · ${since}` : why}</span>
        <span className={styles.facts}>
          <StageMark stage={row.stage} />
          {row.number}
          {due && <span data-broken={due.broken}>{due.words}</span>}
        </span>
      </Link>
    </li>
  );
}
