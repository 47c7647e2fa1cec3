import type { Holding, TimelineItem } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Entry, kindOf, shortHash } from "@gongdan/timeline/lane";
import { StageMark } from "@gongdan/ui/stage-mark";
import { When } from "@gongdan/ui/when";
import { type ReactNode, useState } from "react";
import type { Bundle } from "../../model/definition";
import { actorWords } from "../../model/actor-words";
import { eventWords } from "../../model/event-words";
import { holdingWords } from "../../model/holding-words";
import { controlWords, stepDone, stepOf } from "../../model/step-words";
import { ControlSign } from "../order/control-sign";
import { ProofTick } from "./proof-tick";
import styles from "./timeline-entry.module.css";
import type { useProof } from "./use-proof";

interface Props {
  readonly entry: Entry;
  /** What the steps are called, once it is known. */
  readonly bundle: Bundle | undefined;
  /** Undefined for those who may not fetch the proof. */
  readonly proof: ReturnType<typeof useProof> | undefined;
  readonly lookedAt: boolean;
  readonly onLook: (seq: number) => void;
  /** On what it rested, shown when asked for. */
  readonly why: ReactNode;
}

/** One thing that happened; above it, who held the order from then on. */
export function TimelineEntry({ entry: { item, quietFor, holding }, bundle, proof, lookedAt, onLook, why }: Props) {
  const speech = useSpeech();
  const { t, word, span } = speech;
  const { text, internal } = item.facts;
  const [asked, setAsked] = useState(false);
  const control = controlWords(bundle, stepOf(item), speech);
  return (
    <>
      {holding && <Held holding={holding} />}
      <li className={styles.entry} data-stage={item.stage} data-kind={kindOf(item)} data-looked={lookedAt}>
        <p className={styles.what}>
          <strong>{actorWords(item.actor, speech)}</strong>
          {item.actor.kind !== "person" && <span className={styles.tag}>{word("actor", item.actor.kind, "actor.unknown")}</span>}
          <span>{stepDone(bundle, item, speech) || eventWords(item, speech)}</span>
          <StageMark stage={item.stage} />
          {control && <ControlSign words={control} />}
          {internal === true && <span className={styles.tag}>{t("comment.internal")}</span>}
        </p>
        {typeof text === "string" && <p className={styles.said} data-internal={internal === true}>{text}</p>}
        {item.reason && <p className={styles.reason}>{item.reason}</p>}
        {item.told.length > 0 && (
          <p className={styles.fine}>{t("timeline.told", { names: speech.list(item.told.map(({ name }) => name || t("actor.unnamed"))) })}</p>
        )}
        <p className={styles.fine}>
          <When at={item.at} />
          {quietFor >= 60_000 && <span>{t("timeline.after", { span: span(quietFor) })}</span>}
          {item.claimed_at && <span>{t("timeline.claimed", { time: speech.moment(new Date(item.claimed_at)) })}</span>}
          {item.origin === "import" && <span>{t("timeline.import")}</span>}
          {proof ? <ProofTick state={proof.stateOf(item)} checking={proof.checking} onCheck={proof.check} /> : <Hash item={item} />}
          <button type="button" className={styles.look} onClick={() => { onLook(item.seq); }}>{t("timeline.look")}</button>
          {why && <button type="button" className={styles.look} aria-expanded={asked} onClick={() => { setAsked(!asked); }}>{t("timeline.why")}</button>}
        </p>
        {asked && why}
      </li>
    </>
  );
}

/** Who had the order in hand, and how long: the bar between two entries. */
function Held({ holding }: { readonly holding: Holding }) {
  const speech = useSpeech();
  return (
    <li className={styles.held} data-kind={holding.kind} data-open={holding.until === null}>
      {holdingWords(holding, speech)}
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
