import { useSpeech } from "@gongdan/i18n/react";
import { Tag } from "antd";
import type { Order } from "../api/day-plans";
import type { Rows, Stands } from "../model/rows";
import { clockOf, hour } from "../model/times";
import styles from "./day-plan.module.css";

interface Props {
  readonly order: Order;
  readonly stands: Stands | undefined;
  readonly rows: Rows;
}

/** What somebody has to know of an order to move it. */
export function OrderFacts({ order, stands, rows }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const today = order.due !== null && order.due >= 0 && order.due < 24 * hour;
  return (
    <div className={styles.facts}>
      <p className={styles.sheetTitle}>{order.title || t("dayplan.bar.hidden")}</p>
      {order.place && <p className={styles.quiet}>{order.place}</p>}
      <p>
        <Tag>{t("dayplan.priority", { n: order.priority })}</Tag>
        <Tag>{t("dayplan.minutes", { n: order.minutes })}</Tag>
        {today && <Tag>{t("dayplan.due", { time: clockOf(order.due ?? 0, speech) })}</Tag>}
        {order.skills.map((each) => (
          <Tag key={each}>{each}</Tag>
        ))}
      </p>
      {stands && (
        <p>
          {rows.names.get(stands.user)} · {clockOf(stands.begins, speech)}
        </p>
      )}
    </div>
  );
}
