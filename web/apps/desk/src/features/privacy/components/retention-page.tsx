import type { Me, RetentionRun, RetentionRule } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { retentionQuery, useApprove, usePropose } from "../api/retention";
import { namesQuery } from "../api/subjects";
import styles from "./privacy-page.module.css";

/** In days: rules are mostly made in years. */
const year = 365;

/** How long each field is kept, whom nobody needs any more, and the two people who let them go. */
export function RetentionPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const tell = useTell();
  const retention = useQuery(retentionQuery);
  const propose = usePropose();
  const back = me.actions.includes("subject.read") && <Link to="/privacy">{t("privacy.title")}</Link>;
  const frame = { title: t("privacy.retention"), detail: t("privacy.retention.detail"), back };
  if (retention.isPending) return <PageFrame {...frame}><Spin aria-label={t("app.loading")} /></PageFrame>;
  if (retention.isLoadingError) return <PageFrame {...frame}><ProblemNote error={retention.error} /></PageFrame>;
  const { rules, due, runs } = retention.data;
  const mayRun = me.actions.includes("retention.run");
  return (
    <PageFrame {...frame}>
      <Note tone={due.length > 0 ? "warn" : "good"} title={t("privacy.due", { n: due.length })}>
        {due.length > 0 && <p>{t("privacy.due.detail")}</p>}
        {due.length > 0 && mayRun && (
          <p>
            <Button
              loading={propose.isPending}
              onClick={() => propose.mutate(undefined, { onSuccess: () => tell(t("privacy.proposed")) })}
            >
              {t("privacy.propose")}
            </Button>
          </p>
        )}
      </Note>
      {propose.isError && <ProblemNote error={propose.error} />}
      <Runs runs={runs} me={me} mayRun={mayRun} />
      <Rules rules={rules} />
    </PageFrame>
  );
}

function Runs({ runs, me, mayRun }: { readonly runs: readonly RetentionRun[]; readonly me: Me; readonly mayRun: boolean }) {
  const { t } = useSpeech();
  const names = useQuery(namesQuery);
  const [asked, setAsked] = useState<RetentionRun | null>(null);
  const name = (id: string | null) => (id === null ? "" : (names.data?.get(id) ?? id));
  const state = (run: RetentionRun) => {
    if (run.done_at) return t("privacy.run.done", { n: run.erased ?? 0, who: name(run.approved_by) });
    if (run.approved_by) return t("privacy.run.running");
    if (run.proposed_by === me.id || !mayRun) return t("privacy.run.waits");
    return <Button size="small" onClick={() => setAsked(run)}>{t("privacy.approve")}</Button>;
  };
  const columns: [Column<RetentionRun>, ...Column<RetentionRun>[]] = [
    { key: "when", title: t("privacy.run.proposed"), cell: (run) => <When at={run.proposed_at} /> },
    { key: "who", title: t("privacy.who"), cell: (run) => name(run.proposed_by) },
    { key: "n", title: t("privacy.run.persons"), cell: (run) => run.planned.length },
    { key: "state", title: t("privacy.run.state"), cell: state },
  ];
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t("privacy.runs")}</h2>
      <DataTable label={t("privacy.runs")} columns={columns} rows={runs} rowKey={(run) => run.id} empty={<p className={styles.quiet}>{t("privacy.runs.none")}</p>} />
      {asked && <Approve run={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Approve({ run, onClose }: { readonly run: RetentionRun; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const approve = useApprove();
  return (
    <ConfirmAct
      title={t("privacy.approve.title")}
      act={t("privacy.approve")}
      final
      danger
      pending={approve.isPending}
      error={approve.error}
      onConfirm={() => approve.mutate(run.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("privacy.approve.detail", { n: run.planned.length })}</p>
    </ConfirmAct>
  );
}

function Rules({ rules }: { readonly rules: readonly RetentionRule[] }) {
  const { t, word, locale } = useSpeech();
  const columns: [Column<RetentionRule>, ...Column<RetentionRule>[]] = [
    { key: "field", title: t("privacy.rule.field"), cell: (rule) => rule.titled[locale] ?? word("privacy.field", rule.field, "privacy.field.own") },
    { key: "where", title: t("privacy.rule.where"), cell: (rule) => (rule.definition === "*" ? t("privacy.rule.everywhere") : (rule.called[locale] ?? rule.definition)) },
    { key: "purpose", title: t("privacy.purpose"), cell: (rule) => rule.purpose[locale] ?? "" },
    { key: "basis", title: t("privacy.basis"), cell: (rule) => word("privacy.basis", rule.basis, "app.none") },
    { key: "days", title: t("privacy.days"), cell: ({ days }) => (days % year === 0 ? t("privacy.years.n", { n: days / year }) : t("privacy.days.n", { n: days })) },
  ];
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t("privacy.rules")}</h2>
      <DataTable label={t("privacy.rules")} columns={columns} rows={rules} rowKey={(rule) => `${rule.definition}/${rule.field}`} empty={null} />
    </section>
  );
}
