import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Order, Plan, Route, Stop } from "../api/day-plans";
import type { Rows } from "../model/rows";
import { agreedWords, clockOf } from "../model/times";
import { useRowWords } from "./use-row-words";
import styles from "./day-plan.module.css";

interface Props {
  readonly plan: Plan;
  readonly rows: Rows;
  readonly onOpen: (order: string) => void;
  readonly onPerson: (user: string) => void;
}

/** The same day for a small window: everybody's stops in their order. */
export function DayList({ plan, rows, onOpen, onPerson }: Props) {
  return (
    <div className={styles.people}>
      {plan.routes.map((route) => (
        <Person key={route.user} route={route} rows={rows} onOpen={onOpen} onPerson={onPerson} />
      ))}
    </div>
  );
}

function Person({ route, rows, onOpen, onPerson }: { readonly route: Route } & Omit<Props, "plan">) {
  const { t } = useSpeech();
  const words = useRowWords(route);
  return (
    <section className={styles.person} aria-label={route.name} data-away={route.away !== ""}>
      <h2 className={styles.personName}>
        <Button type="text" size="small" aria-label={t("dayplan.lane.open", { name: route.name, words })} onClick={() => onPerson(route.user)}>
          {route.name}
        </Button>
        <span className={styles.quiet}>{words}</span>
      </h2>
      <ol className={styles.stops}>
        {route.visits.map((stop) => (
          <Listed key={stop.order ?? `rest ${stop.begins}`} stop={stop} order={stop.order ? rows.orders.get(stop.order) : undefined} onOpen={onOpen} />
        ))}
      </ol>
    </section>
  );
}

function Listed({ stop, order, onOpen }: { readonly stop: Stop; readonly order: Order | undefined } & Pick<Props, "onOpen">) {
  const speech = useSpeech();
  const { t } = speech;
  const time = clockOf(stop.begins, speech);
  if (!order) {
    return (
      <li className={styles.quiet}>
        {time} {t("dayplan.rest")}
      </li>
    );
  }
  const late = stop.late > 0 && t("dayplan.bar.late", { n: Math.max(1, Math.round(stop.late / 60)) });
  const missed = stop.missed > 0 && t("dayplan.bar.missed", { n: Math.max(1, Math.round(stop.missed / 60)) });
  const agreed = agreedWords(order, speech);
  return (
    <li>
      <button type="button" className={styles.card} data-order={order.number} onClick={() => onOpen(order.id)}>
        <span className={styles.cardTitle}>
          {time} {order.title || t("dayplan.bar.hidden")}
        </span>
        <span className={styles.quiet}>
          {order.number} · {t("dayplan.travel", { n: Math.round(stop.travel / 60) })}
          {stop.begun && ` · ${t(order.done ? "dayplan.bar.done" : "dayplan.bar.begun")}`}
          {order.locked && ` · ${t("dayplan.bar.locked")}`}
        </span>
        {agreed && <span className={styles.quiet}>{agreed}</span>}
        {missed && <span className={styles.bad}>{missed}</span>}
        {late && <span className={styles.bad}>{late}</span>}
      </button>
    </li>
  );
}
