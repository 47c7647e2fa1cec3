import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link } from "react-router";
import { deliveriesQuery, resendDelivery, useSend } from "../api/webhooks";
import { failureWords, typeWords } from "../model/type-words";
import styles from "./webhook.module.css";

interface Props {
  readonly id: string;
  readonly mayChange: boolean;
}

/** The last attempts to deliver: when, what, which attempt it was, what came back; each can be sent again by itself. */
export function Deliveries({ id, mayChange }: Props) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const tell = useTell();
  const resend = useSend(
    (number: number) => resendDelivery(id, number),
    ({ error, status }) => tell(t("delivery.resent", { outcome: failureWords(error, status, speech) })),
  );
  const deliveries = useQuery(deliveriesQuery(id));
  if (deliveries.isPending) return <Skeleton active title={false} />;
  if (deliveries.isLoadingError) return <ProblemNote error={deliveries.error} />;
  return (
    <section aria-label={t("delivery.title")}>
      <h2 className={styles.heading}>{t("delivery.title")}</h2>
      {resend.error && <ProblemNote error={resend.error} />}
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
          {
            key: "acts",
            title: t("delivery.acts"),
            // a test call tells of nothing that could be told again
            cell: ({ number, order }) =>
              mayChange && order ? (
                <Button size="small" loading={resend.isPending && resend.variables === number} onClick={() => resend.mutate(number)}>
                  {t("delivery.resend")}
                </Button>
              ) : null,
          },
        ]}
        rows={deliveries.data}
        rowKey={({ number }) => String(number)}
        empty={<EmptyState title={t("delivery.empty.title")} detail={t("delivery.empty.detail")} />}
      />
    </section>
  );
}
