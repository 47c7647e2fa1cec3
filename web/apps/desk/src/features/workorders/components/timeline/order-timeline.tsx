import { useSpeech } from "@gongdan/i18n/react";
import { kindOf, lane, laneKinds } from "@gongdan/timeline/lane";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { type ComponentType, Suspense, useState } from "react";
import { useBundle } from "../../api/get-definition";
import { orderQuery, timelineQuery } from "../../api/get-order";
import type { PanelProps } from "../order/order-panel";
import { useAsItWas } from "../order/use-as-it-was";
import { LaneFilter, type LaneChoice } from "./lane-filter";
import styles from "./order-timeline.module.css";
import { ProofNote } from "./proof-note";
import { TimelineEntry } from "./timeline-entry";
import { useProof } from "./use-proof";

interface Props extends PanelProps {
  /** Tells on what an act rested, where the reader may know. */
  readonly Why: ComponentType<{ readonly order: string; readonly command: string }> | undefined;
}

/** Everything that happened, newest first: who, what, when, why, who held the order, and the proof of it. */
export function OrderTimeline({ order, me, Why }: Props) {
  const speech = useSpeech();
  const timeline = useQuery(timelineQuery(order.id));
  const { items = [], holders = [] } = timeline.data ?? {};
  const [choice, setChoice] = useState<LaneChoice>("all");
  const { at, look } = useAsItWas();
  const bundle = useBundle(order.definition);
  // an order of the past offers nothing; who may check its proof is told by the present one
  const present = useQuery(orderQuery(order.id)).data ?? order;
  const proof = useProof(present, items.at(-1)?.seq ?? order.version, me);
  const counts = Object.fromEntries(laneKinds.map((kind) => [kind, items.filter((item) => kindOf(item) === kind).length]));
  const shown = items.filter((item) => choice === "all" || kindOf(item) === choice);
  const held = choice === "all" || choice === "acts" ? holders : [];
  return (
    <Panel
      title={speech.t("order.timeline")}
      count={items.length}
      acts={<LaneFilter choice={choice} counts={counts} onChoose={setChoice} />}
    >
      {timeline.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {timeline.error && <ProblemNote error={timeline.error} />}
      {proof.wanted && (
        <ProofNote checked={proof.checked} error={proof.error} items={items} stateOf={proof.stateOf} onAgain={proof.check} />
      )}
      {items.length > 0 && shown.length === 0 && <p className={styles.none}>{speech.t("timeline.none")}</p>}
      {lane(shown, speech.zone, held).map(({ day, entries }) => (
        <section key={day} aria-label={day}>
          <h3 className={styles.day}>{speech.day(new Date(entries[0]?.item.at ?? day))}</h3>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <TimelineEntry
                bundle={bundle}
                key={entry.item.seq}
                entry={entry}
                proof={proof.allowed ? proof : undefined}
                lookedAt={at === entry.item.seq}
                onLook={look}
                why={Why && entry.item.command && <Suspense fallback={null}><Why order={order.id} command={entry.item.command} /></Suspense>}
              />
            ))}
          </ol>
        </section>
      ))}
    </Panel>
  );
}
