import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { deliveriesQuery } from "../api/webhooks";
import { failureWords, typeWords } from "../model/type-words";
import styles from "./webhook.module.css";

/** The last attempts to deliver: when, what, which attempt it was, and what came back. */
export function Deliveries({ id }: { readonly id: string }) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const deliveries = useQuery(deliveriesQuery(id));
  if (deliveries.isPending) return <Skeleton active title={false} />;
  if (deliveries.isError) return <ProblemNote error={deliveries.error} />;
  return (
    <section aria-label={t("delivery.title")}>
      <h2 className={styles.heading}>{t("delivery.title")}</h2>
      <DataTable
        label={t("delivery.title")}
        columns={[
          { key: "at", title: t("delivery.at"), cell: ({ at }) => moment(new Date(at)) },
          {
            key: "type",
            title: t("delivery.type"),
            cell: ({ type, order }) =>
              order ? <Link to={`/orders/${order}`}>{typeWords(type, speech)}</Link> : typeWords(type, speech),
          },
          { key: "attempt", title: t("delivery.attempt"), cell: ({ attempt }) => attempt },
          {
            key: "outcome",
            title: t("delivery.outcome"),
            cell: ({ error, status, answer, milliseconds }) => (
              <>
                {failureWords(error, status, speech)}
                <span className={styles.quiet}>{t("delivery.took", { ms: milliseconds })}</span>
                {answer && <span className={styles.answer}>{answer}</span>}
              </>
            ),
          },
        ]}
        rows={deliveries.data}
        rowKey={({ number }) => String(number)}
        empty={<EmptyState title={t("delivery.empty.title")} detail={t("delivery.empty.detail")} />}
      />
    </section>
  );
}
