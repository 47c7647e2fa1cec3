import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { orderQuery } from "../api/get-order";
import { ActDesk } from "./act-desk";
import { EvidencePanel } from "./evidence-panel";
import { FactsPanel } from "./facts-panel";
import { OrderHead } from "./order-head";
import { OrderRecord } from "./order-record";
import { OrderTimeline } from "./order-timeline";
import type { Reader } from "../model/waiting";
import styles from "./order-page.module.css";
import { StageBar } from "./stage-bar";

interface Props {
  readonly id: string;
  readonly reader: Reader;
  readonly back: string;
}

/** One order: what it is, where it stands, what to do now, and everything that happened. */
export function OrderPage({ id, reader, back }: Props) {
  const { t } = useSpeech();
  const order = useQuery(orderQuery(id));
  if (order.isPending) return <Skeleton className={styles.waiting} active paragraph={{ rows: 8 }} />;
  if (!order.data) {
    return (
      <div className={styles.waiting}>
        <ProblemNote error={order.error}>
          <p>
            <Button size="small" onClick={() => void order.refetch()}>
              {t("app.retry")}
            </Button>
          </p>
        </ProblemNote>
      </div>
    );
  }
  return (
    <article className={styles.page} aria-labelledby="order-title">
      <OrderHead order={order.data} reader={reader} back={back} />
      <StageBar stage={order.data.stage} ended={order.data.ended} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <ActDesk key={id} order={order.data} />
          <EvidencePanel key={`evidence-${id}`} order={order.data} />
          <OrderRecord order={order.data} />
          <OrderTimeline id={id} />
        </div>
        <FactsPanel order={order.data} />
      </div>
    </article>
  );
}

/** What stands in the pane before an order is chosen. */
export function NoOrderChosen() {
  const { t } = useSpeech();
  return <EmptyState title={t("order.choose.title")} detail={t("order.choose.detail")} />;
}
