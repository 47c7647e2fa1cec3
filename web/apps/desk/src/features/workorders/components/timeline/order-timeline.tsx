import type { TimelineItem } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Entry, lane, shortHash } from "@gongdan/timeline/lane";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { StageMark } from "@gongdan/ui/stage-mark";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { timelineQuery } from "../../api/get-order";
import { eventWords } from "../../model/event-words";
import type { PanelProps } from "../order/order-panel";
import styles from "./order-timeline.module.css";

/** Everything that happened, newest first: who, what, when, why, and the hash that holds it. */
export function OrderTimeline({ order: { id } }: PanelProps) {
  const speech = useSpeech();
  const timeline = useQuery(timelineQuery(id));
  return (
    <Panel title={speech.t("order.timeline")}>
      {timeline.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {timeline.error && <ProblemNote error={timeline.error} />}
      {timeline.data && lane(timeline.data, speech.zone).map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h3 className={styles.day}>{speech.day(new Date(entries[0]?.item.at ?? day))}</h3>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <TimelineEntry key={entry.item.seq} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </Panel>
  );
}

function TimelineEntry({ entry: { item, quietFor } }: { readonly entry: Entry }) {
  const { t, word, span } = useSpeech();
  const speech = useSpeech();
  return (
    <li className={styles.entry} data-stage={item.stage}>
      <p className={styles.what}>
        <strong>{item.actor.name || t("actor.unnamed")}</strong>
        {item.actor.kind !== "person" && (
          <span className={styles.kind}>{word("actor", item.actor.kind, "actor.unknown")}</span>
        )}
        <span>{eventWords(item, speech)}</span>
        <StageMark stage={item.stage} />
      </p>
      {item.reason && <p className={styles.reason}>{item.reason}</p>}
      <p className={styles.fine}>
        <When at={item.at} />
        {quietFor >= 60_000 && <span>{t("timeline.after", { span: span(quietFor) })}</span>}
        {item.claimed_at && <span>{t("timeline.claimed", { time: speech.moment(new Date(item.claimed_at)) })}</span>}
        {item.origin === "import" && <span>{t("timeline.import")}</span>}
        <Hash item={item} />
      </p>
    </li>
  );
}

function Hash({ item }: { readonly item: TimelineItem }) {
  const { t } = useSpeech();
  const place = item.position === null ? item.hash : `${t("timeline.position", { n: item.position })}\n${item.hash}`;
  return (
    <code className={styles.hash} title={place}>
      {t("timeline.hash", { hash: shortHash(item.hash) })}
    </code>
  );
}
