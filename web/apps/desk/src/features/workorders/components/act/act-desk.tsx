import { useSpeech } from "@gongdan/i18n/react";
import { Button, Skeleton } from "antd";
import { Suspense } from "react";
import { useBundle } from "../../api/get-definition";
import type { KnownAct } from "../../model/acts";
import { stepOfAct } from "../../model/step-words";
import { type PanelProps, Slot } from "../order/order-panel";
import styles from "./act-desk.module.css";
import { ActPanel } from "./later-act-panel";
import { useAct } from "./use-act";

/** What can be done with the order: the acts, and the form of the chosen one. */
export function ActDesk({ order, me }: PanelProps) {
  const speech = useSpeech();
  const { t } = speech;
  const act = useAct(order);
  const bundle = useBundle(order.definition);
  return (
    <section className={styles.desk} aria-labelledby="order-now">
      <div className={styles.head}>
        <h2 id="order-now" className={styles.heading}>
          {t(act.now ? "order.now" : "order.wait")}
        </h2>
        <div className={styles.acts} role="group" aria-label={t("order.acts")}>
          {act.acts.map((each) => (
            <ActButton key={each.act} act={each} step={stepOfAct(bundle, each, speech)} chosen={each.act === act.shown?.act.act} onChoose={act.begin} />
          ))}
        </div>
      </div>
      {act.shown && (
        <Suspense fallback={<Skeleton active title={false} />}>
          <ActPanel order={order} state={act} draft={act.shown} without={me.actions.includes("customer.read") ? [] : ["customer"]}>
            <Slot place="act" order={order} me={me} act={act.shown.act} />
          </ActPanel>
        </Suspense>
      )}
    </section>
  );
}

interface ActButtonProps {
  readonly act: KnownAct;
  /** What the step is called that it completes, where it has a name of its own. */
  readonly step: string;
  readonly chosen: boolean;
  readonly onChoose: (act: KnownAct) => void;
}

function ActButton({ act, step, chosen, onChoose }: ActButtonProps) {
  const { t } = useSpeech();
  return (
    <Button
      className={chosen ? styles.chosen : undefined}
      type={act.danger ? "text" : "default"}
      size="small"
      aria-pressed={chosen}
      data-act={act.act}
      onClick={() => {
        onChoose(act);
      }}
    >
      {step || t(`act.${act.act}`)}
    </Button>
  );
}
