import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useSmall } from "@gongdan/ui/use-small";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { orderAtQuery, orderQuery } from "../../api/get-order";
import { ActDesk } from "../act/act-desk";
import { AsItWas } from "./as-it-was";
import { OrderHead } from "./order-head";
import { Slot } from "./order-panel";
import { useAsItWas } from "./use-as-it-was";
import styles from "./order-page.module.css";

export interface OrderPageProps {
  readonly id: string;
  readonly me: Me;
  readonly back: string;
}

/** One order: what it is, where it stands, what to do now, and everything that happened. */
export function OrderPage({ id, me, back }: OrderPageProps) {
  const { t } = useSpeech();
  const { at, look } = useAsItWas();
  // in one column a long history would push away where to go and whom to call
  const phone = useSmall();
  const present = useQuery(orderQuery(id));
  const past = useQuery({ ...orderAtQuery(id, at ?? 0), enabled: at !== undefined, placeholderData: keepPreviousData });
  const order = at === undefined ? present : past;
  if (order.isPending) return <Skeleton title={false} className={styles.waiting} active paragraph={{ rows: 8 }} />;
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
  const parts = { order: order.data, me };
  const talk = <Slot place="talk" {...parts} />;
  return (
    <article className={styles.page} aria-labelledby="order-title">
      <OrderHead order={order.data} reader={me} back={back} />
      {at !== undefined && <AsItWas order={order.data} at={at} onLook={look} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          {at === undefined && <ActDesk key={id} {...parts} />}
          <Slot place="main" {...parts} />
          {!phone && talk}
        </div>
        <aside className={styles.side} aria-label={t("order.beside")}>
          <Slot place="side" {...parts} />
        </aside>
        {phone && <div className={styles.main}>{talk}</div>}
      </div>
    </article>
  );
}
