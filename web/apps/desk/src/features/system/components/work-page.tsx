import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { type Work, workQuery } from "../api/system";
import { Letters } from "./letters";
import styles from "./system.module.css";

/** What runs in the background, what waits, and what was given up. */
export function WorkPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const work = useQuery(workQuery);
  return (
    <PageFrame title={t("work.title")} detail={t("work.detail")}>
      <Letters me={me} />
      {work.isPending && <Skeleton active title={false} />}
      {work.isError && <ProblemNote error={work.error} />}
      {work.data && <Queues work={work.data} />}
    </PageFrame>
  );
}

function Queues({ work }: { readonly work: Work }) {
  const { t, moment, word } = useSpeech();
  const quiet = work.unplaced + work.untold + work.held === 0;
  return (
    <>
      <section aria-labelledby="work-events" className={styles.part}>
        <h2 id="work-events">{t("work.events")}</h2>
        <p>{quiet ? t("work.events.none") : t("work.events.some", { ...counts(work) })}</p>
        {work.parked.length > 0 && (
          <Note tone="broken" title={t("work.parked", { n: work.parked.length })}>
            <ul className={styles.list}>
              {work.parked.map((each) => (
                <li key={`${each.stream} ${each.version}`}>
                  <Link to={`/orders/${each.stream}`}>{each.number || each.stream.slice(-8)}</Link>{" "}
                  {t("work.parked.at", { attempts: each.attempts })} <When at={each.since} />
                </li>
              ))}
            </ul>
          </Note>
        )}
      </section>
      <section aria-labelledby="work-jobs" className={styles.part}>
        <h2 id="work-jobs">{t("work.jobs")}</h2>
        <DataTable
          label={t("work.jobs")}
          columns={[
            { key: "kind", title: t("work.job.kind"), cell: ({ kind }) => word("jobkind", kind, "jobkind.other") || kind },
            { key: "due", title: t("work.job.due"), cell: ({ due }) => due },
            { key: "running", title: t("work.job.running"), cell: ({ running }) => running },
            { key: "retrying", title: t("work.job.retrying"), cell: ({ retrying }) => retrying },
            { key: "waiting", title: t("work.job.waiting"), cell: ({ waiting }) => waiting },
            { key: "next", title: t("work.job.next"), cell: ({ next }) => (next ? moment(new Date(next)) : "") },
          ]}
          rows={work.jobs}
          rowKey={({ kind }) => kind}
          empty={<p className={styles.quiet}>{t("work.jobs.none")}</p>}
        />
      </section>
      <section aria-labelledby="work-views" className={styles.part}>
        <h2 id="work-views">{t("work.views")}</h2>
        <DataTable
          label={t("work.views")}
          columns={[
            { key: "name", title: t("work.view.name"), cell: ({ name }) => word("viewname", name, "viewname.other") || name },
            { key: "behind", title: t("work.view.behind"), cell: ({ behind }) => behind },
            { key: "state", title: t("work.view.state"), cell: (each) => t(viewState(each)) },
          ]}
          rows={work.projections}
          rowKey={({ name, live }) => `${name} ${String(live)}`}
          empty={<p className={styles.quiet}>{t("work.views.none")}</p>}
        />
      </section>
    </>
  );
}

function counts({ unplaced, untold, held }: Work) {
  return { unplaced, untold, held };
}

function viewState({ parked, live, behind }: Work["projections"][number]) {
  if (parked) return "work.view.parked";
  if (!live) return "work.view.building";
  return behind > 0 ? "work.view.following" : "work.view.current";
}
