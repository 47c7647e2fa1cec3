import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { Tag } from "antd";
import type { RefObject } from "react";
import type { Left, Order, Plan } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { agreedWords, clockOf, hour } from "../model/times";
import type { Drag } from "./use-drag";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly drag: Drag;
  readonly tray: RefObject<HTMLElement | null>;
  readonly onOpen: (order: string) => void;
}

/** Orders with nobody, each with the reason and what would make it possible; a bar dropped here is taken out. */
export function Tray({ plan, rows, drag, tray, onOpen }: Props) {
  const { t } = useSpeech();
  const target = drag.order !== "" && drag.move?.to === null;
  return (
    <section ref={tray} className={styles.tray} aria-label={t("dayplan.tray")} data-target={target}>
      <Panel title={`${t("dayplan.tray")} (${plan.left.length})`}>
        {plan.left.length === 0 && <p className={styles.quiet}>{t("dayplan.tray.none")}</p>}
        <ul className={styles.left}>
          {plan.left.map((left) => {
            const order = rows.orders.get(left.order);
            return order && <LeftCard key={left.order} left={left} order={order} rows={rows} drag={drag} onOpen={onOpen} />;
          })}
        </ul>
        {drag.order !== "" && <p className={styles.quiet}>{t("dayplan.tray.drop")}</p>}
      </Panel>
    </section>
  );
}

interface CardProps extends Pick<Props, "rows" | "drag" | "onOpen"> {
  readonly left: Left;
  readonly order: Order;
}

function LeftCard({ left, order, rows, drag, onOpen }: CardProps) {
  const speech = useSpeech();
  const { t } = speech;
  const open = () => {
    if (!drag.wasDrag()) onOpen(order.id);
  };
  const due = order.due !== null && order.due >= 0 && order.due < 24 * hour ? order.due : null;
  const agreed = agreedWords(order, speech);
  return (
    <li>
      <button type="button" className={styles.card} data-order={order.number} onPointerDown={drag.press(order.id)} onClick={open}>
        <span className={styles.cardTitle}>{order.title || t("dayplan.bar.hidden")}</span>
        <span className={styles.quiet}>
          {order.number} <Tag>{t("dayplan.priority", { n: order.priority })}</Tag>
          {agreed || (due !== null && t("dayplan.due", { time: clockOf(due, speech) }))}
        </span>
        <span>{useWhy(left, order, rows)}</span>
      </button>
    </li>
  );
}

/** Why an order is with nobody, and what would help. */
function useWhy(left: Left, order: Order, rows: Rows): string {
  const speech = useSpeech();
  const { t, list } = speech;
  const name = left.user ? (rows.names.get(left.user) ?? "") : "";
  switch (left.why) {
    case "nobody":
    case "territory":
    case "hours":
      return t(`dayplan.left.${left.why}`);
    case "skills":
      return t("dayplan.left.skills", { skills: list(left.skills) });
    case "tools":
      return t("dayplan.left.tools", { tools: list(left.tools) });
    case "appointment":
      return t("dayplan.left.appointment", { begins: clockOf(Math.max(0, order.opens ?? 0), speech), ends: clockOf(order.closes ?? 0, speech) });
    case "free":
      return t("dayplan.left.free", { name });
    default:
      return name ? t("dayplan.left.full.help", { name, n: Math.max(1, Math.round(left.over / 60)) }) : t("dayplan.left.full");
  }
}
