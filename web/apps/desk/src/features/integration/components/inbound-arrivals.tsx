import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { arrivalsQuery } from "../api/inbounds";
import styles from "./webhook.module.css";

/** What came in last and how it ended; of what was refused the reason and the places it had, never what was said. */
export function InboundArrivals({ id }: { readonly id: string }) {
  const { t, word, moment } = useSpeech();
  const arrivals = useQuery(arrivalsQuery(id));
  if (arrivals.isPending) return <Skeleton active title={false} />;
  if (arrivals.isLoadingError) return <ProblemNote error={arrivals.error} />;
  return (
    <section aria-label={t("inbounds.log")}>
      <h2 className={styles.heading}>{t("inbounds.log")}</h2>
      <DataTable
        label={t("inbounds.log")}
        columns={[
          { key: "at", title: t("inbounds.log.at"), cell: ({ at }) => moment(new Date(at)) },
          { key: "outcome", title: t("inbounds.log.outcome"), cell: ({ outcome }) => word("inbounds.outcome", outcome, "inbounds.outcome.refused") },
          { key: "order", title: t("inbounds.log.order"), cell: ({ order, number }) => (order ? <Link to={`/orders/${order}`}>{number}</Link> : "—") },
          {
            key: "why",
            title: t("inbounds.log.why"),
            cell: ({ code, detail, field, shape }) =>
              code === "" ? "—" : (
                <>
                  {detail}
                  {field && <span className={styles.quiet}>{t("inbounds.field.at", { at: field })}</span>}
                  {shape.length > 0 && (
                    <details>
                      <summary>{t("inbounds.log.shape")}</summary>
                      <ul className={styles.shape}>
                        {shape.map((place) => (
                          <li key={place}>{place}</li>
                        ))}
                      </ul>
                    </details>
                  )}
                </>
              ),
          },
          { key: "size", title: t("inbounds.log.size"), cell: ({ size }) => t("inbounds.log.bytes", { n: size }) },
        ]}
        rows={arrivals.data}
        rowKey={(arrival) => arrival.id}
        empty={<EmptyState title={t("inbounds.log.empty.title")} detail={t("inbounds.log.empty.detail")} />}
      />
    </section>
  );
}
