import { useSpeech } from "@gongdan/i18n/react";
import { Tag } from "antd";
import type { Order } from "../api/day-plans";
import type { Rows, Stands } from "../model/rows";
import { agreedWords, clockOf, hour } from "../model/times";
import { Carried } from "./carried";
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
  const agreed = agreedWords(order, speech);
  return (
    <div className={styles.facts}>
      <p className={styles.sheetTitle}>{order.title || t("dayplan.bar.hidden")}</p>
      {order.place && <p className={styles.quiet}>{order.place}</p>}
      <p>
        <Tag>{t("dayplan.priority", { n: order.priority })}</Tag>
        {agreed && <Tag color="blue">{agreed}</Tag>}
        <Tag>{t("dayplan.minutes", { n: order.minutes })}</Tag>
        {today && <Tag>{t("dayplan.due", { time: clockOf(order.due ?? 0, speech) })}</Tag>}
        {order.skills.map((each) => (
          <Tag key={each}>{each}</Tag>
        ))}
      </p>
      <p className={styles.quiet}>{t(`dayplan.lasting.${basis(order.lasting)}`, { n: order.cases })}</p>
      <Carried parts={order.parts} tools={order.tools} />
      {stands && (
        <p>
          {rows.names.get(stands.user)} · {clockOf(stands.begins, speech)}
        </p>
      )}
    </div>
  );
}

const bases = ["said", "learned", "kind", "plan"] as const;

/** On what the length rests, as a word that there is a text for. */
function basis(lasting: string): (typeof bases)[number] {
  return bases.find((each) => each === lasting) ?? "plan";
}
