import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId } from "react";
import { timelineQuery } from "../../api/get-order";
import { actorWords } from "../../model/actor-words";
import { eventWords } from "../../model/event-words";
import styles from "./as-it-was.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly at: number;
  readonly onLook: (seq: number | undefined) => void;
}

/** Says that one looks at the past, lets one step through it, and leads back to the present. */
export function AsItWas({ order, at, onLook }: Props) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const id = useId();
  const items = useQuery(timelineQuery(order.id)).data?.items ?? [];
  const index = items.findIndex(({ seq }) => seq === at);
  const item = items[index];
  const step = (to: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, to))];
    if (next) onLook(next.seq);
  };
  const words = item
    ? t("past.event", { who: actorWords(item.actor, speech), what: eventWords(item, speech), time: moment(new Date(item.at)) })
    : "";
  return (
    <section className={styles.past} aria-label={t("past.title")}>
      <p className={styles.title}>{t("past.title")}</p>
      <p className={styles.words} id={id} aria-live="polite">{words}</p>
      <div className={styles.steps}>
        <Button size="small" disabled={index <= 0} onClick={() => { step(index - 1); }}>{t("past.back")}</Button>
        <input
          type="range"
          min={0}
          max={Math.max(0, items.length - 1)}
          value={Math.max(0, index)}
          aria-label={t("past.slider")}
          aria-valuetext={words}
          onChange={(event) => { step(Number(event.target.value)); }}
        />
        <Button size="small" disabled={index < 0 || index >= items.length - 1} onClick={() => { step(index + 1); }}>{t("past.on")}</Button>
        <Button size="small" type="primary" onClick={() => { onLook(undefined); }}>{t("past.now")}</Button>
      </div>
    </section>
  );
}
