import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { callsQuery } from "../api/connectors";
import { endWords } from "../model/connector";
import styles from "./webhook.module.css";

/** The last calls: when, for which order, what was called, how it ended; never what was said. */
export function ConnectorCalls({ id }: { readonly id: string }) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const calls = useQuery(callsQuery(id));
  if (calls.isPending) return <Skeleton active title={false} />;
  if (calls.isLoadingError) return <ProblemNote error={calls.error} />;
  return (
    <section aria-label={t("connectors.calls")}>
      <h2 className={styles.heading}>{t("connectors.calls")}</h2>
      <DataTable
        label={t("connectors.calls")}
        columns={[
          { key: "at", title: t("connectors.at"), cell: ({ at }) => moment(new Date(at)) },
          {
            key: "for",
            title: t("connectors.for"),
            cell: ({ order, node }) =>
              order ? <Link to={`/orders/${order}`}>{t("connectors.for.order", { node })}</Link> : t("connectors.for.test"),
          },
          { key: "what", title: t("connectors.what"), cell: ({ method, path }) => `${method} ${path}` },
          { key: "attempt", title: t("connectors.attempt"), cell: ({ attempt }) => attempt },
          {
            key: "outcome",
            title: t("connectors.outcome"),
            cell: ({ error, status, milliseconds }) => (
              <>
                {endWords(error, status, speech)}
                <span className={styles.quiet}>{t("connectors.took", { ms: milliseconds })}</span>
              </>
            ),
          },
        ]}
        rows={calls.data}
        rowKey={(call) => call.id}
        empty={<EmptyState title={t("connectors.calls.empty.title")} detail={t("connectors.calls.empty.detail")} />}
      />
    </section>
  );
}
