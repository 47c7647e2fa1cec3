import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { type HostList, hostListQuery, type HostUse } from "../api/host-list";
import { HostListForm } from "./host-list-form";
import { useUseWords } from "./use-use-words";
import styles from "./host-list.module.css";

/** To which hosts outside webhooks and connectors may go at all, and who goes where. */
export function HostListPage() {
  const { t } = useSpeech();
  const found = useQuery(hostListQuery);
  return (
    <PageFrame title={t("hosts.title")} detail={t("hosts.detail")} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && (
        <>
          <Standing list={found.data} />
          <HostListForm key={found.data.version} standing={found.data} />
          <Uses uses={found.data.uses} />
        </>
      )}
    </PageFrame>
  );
}

function Standing({ list: { hosts, house } }: { readonly list: HostList }) {
  const { t, list } = useSpeech();
  return (
    <Note tone={hosts.length > 0 ? "good" : "info"} title={hosts.length > 0 ? t("hosts.narrow", { n: hosts.length }) : t("hosts.open")}>
      {house.length > 0 && <p>{t("hosts.house", { hosts: list(house) })}</p>}
    </Note>
  );
}

function Uses({ uses }: { readonly uses: readonly HostUse[] }) {
  const { t } = useSpeech();
  const words = useUseWords();
  const columns: [Column<HostUse>, ...Column<HostUse>[]] = [
    { key: "who", title: t("hosts.who"), cell: (use) => <Link to={`/${use.kind}s/${use.id}`}>{words(use)}</Link> },
    { key: "host", title: t("hosts.host"), cell: ({ host }) => host },
    { key: "goes", title: t("hosts.goes"), cell: ({ listed }) => t(listed ? "hosts.goes.yes" : "hosts.goes.no") },
  ];
  return (
    <section className={styles.part}>
      <h2>{t("hosts.uses")}</h2>
      <DataTable label={t("hosts.uses")} columns={columns} rows={uses} rowKey={({ id }) => id} empty={<p className={styles.quiet}>{t("hosts.uses.none")}</p>} />
    </section>
  );
}
