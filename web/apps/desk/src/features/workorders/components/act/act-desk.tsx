import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { KnownAct } from "../../model/acts";
import { type PanelProps, Slot } from "../order/order-panel";
import styles from "./act-desk.module.css";
import { ActPanel } from "./act-panel";
import { useAct } from "./use-act";

/** What can be done with the order: the acts, and the form of the chosen one. */
export function ActDesk({ order, me }: PanelProps) {
  const { t } = useSpeech();
  const act = useAct(order);
  return (
    <section className={styles.desk} aria-labelledby="order-now">
      <div className={styles.head}>
        <h2 id="order-now" className={styles.heading}>
          {t(act.now ? "order.now" : "order.wait")}
        </h2>
        <div className={styles.acts} role="group" aria-label={t("order.acts")}>
          {act.acts.map((each) => (
            <ActButton key={each.act} act={each} chosen={each.act === act.shown?.act.act} onChoose={act.begin} />
          ))}
        </div>
      </div>
      {act.shown && (
        <ActPanel order={order} state={act} draft={act.shown} without={me.actions.includes("customer.read") ? [] : ["customer"]}>
          <Slot place="act" order={order} me={me} act={act.shown.act} />
        </ActPanel>
      )}
    </section>
  );
}

interface ActButtonProps {
  readonly act: KnownAct;
  readonly chosen: boolean;
  readonly onChoose: (act: KnownAct) => void;
}

function ActButton({ act, chosen, onChoose }: ActButtonProps) {
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
      {t(`act.${act.act}`)}
    </Button>
  );
}
