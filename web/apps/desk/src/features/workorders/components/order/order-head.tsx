import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { UrgencyBars } from "@gongdan/ui/urgency-bars";
import { useNow } from "@gongdan/ui/use-now";
import { Link } from "react-router";
import { useBundle } from "../../api/get-definition";
import { controlWords, ownTitle } from "../../model/step-words";
import { dueWords, type Reader, waitingWords } from "../../model/waiting";
import { ControlSign } from "./control-sign";
import styles from "./order-head.module.css";
import { StageBar } from "./stage-bar";

interface Props {
  readonly order: OrderDetail;
  readonly reader: Reader;
  readonly back: string;
}

/** Number, title, and the sentence that says who acts next. */
export function OrderHead({ order, reader, back }: Props) {
  const speech = useSpeech();
  const now = useNow();
  const waiting = waitingWords(order, reader, now, speech);
  const due = dueWords(order.due_at, order.status === "open", now, speech);
  return (
    <header className={styles.head}>
      <Link to={back} className={styles.back}>
        {speech.t("list.back")}
      </Link>
      <p className={styles.line}>
        <span className={styles.number}>{order.number}</span>
        <UrgencyBars urgency={order.urgency} />
        <span>{speech.word("urgency", String(order.urgency), "urgency.unknown")}</span>
      </p>
      <h1 id="order-title" className={styles.title} tabIndex={-1}>
        {order.title}
      </h1>
      <p className={styles.line}>
        <strong data-mine={waiting.mine}>{waiting.why}</strong>
        {waiting.since && <span>{waiting.since}</span>}
        {due && (
          <span className={styles.due} data-broken={due.broken}>
            {due.words}
          </span>
        )}
      </p>
      <StepName order={order} />
      <StageBar stage={order.stage} ended={order.ended} />
    </header>
  );
}

/** The step at which the order stands, where it says more than its stage: its name, and who answers at a control point. */
function StepName({ order }: { readonly order: OrderDetail }) {
  const speech = useSpeech();
  const bundle = useBundle(order.definition);
  const step = ownTitle(bundle, order.node, speech);
  const control = controlWords(bundle, order.node, speech);
  if (order.ended || !(step || control)) return undefined;
  return (
    <p className={styles.step}>
      {step && <span>{speech.t("order.step", { step })}</span>}
      {control && <ControlSign words={control} />}
    </p>
  );
}
