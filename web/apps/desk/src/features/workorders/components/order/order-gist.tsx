import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { StageMark } from "@gongdan/ui/stage-mark";
import { UrgencyBars } from "@gongdan/ui/urgency-bars";
import { useNow } from "@gongdan/ui/use-now";
import { useQuery } from "@tanstack/react-query";
import { orderQuery } from "../../api/get-order";
import { dueWords } from "../../model/waiting";
import styles from "./order-gist.module.css";
import { OrderRecord } from "./order-record";

/** What an order is about, for whoever decides about it on another page: how urgent, where, until when, in which words. */
export function OrderGist({ id, me }: { readonly id: string; readonly me: Me }) {
  const speech = useSpeech();
  const now = useNow();
  const order = useQuery(orderQuery(id)).data;
  if (!order) return null;
  const due = dueWords(order.due_at, order.status === "open", now, speech);
  const where = [order.place, order.asset?.name].filter(Boolean).join(" · ");
  return (
    <div className={styles.gist}>
      <p className={styles.line}>
        <UrgencyBars urgency={order.urgency} />
        <StageMark stage={order.stage} />
        {where && <span>{where}</span>}
        {order.reporter && <span>{order.reporter.name}</span>}
        {due && <span data-broken={due.broken}>{due.words}</span>}
      </p>
      <OrderRecord order={order} me={me} />
    </div>
  );
}
