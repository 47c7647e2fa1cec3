import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useBundle } from "../../api/get-definition";
import { outlines } from "../../model/evidence";
import type { PanelProps } from "../order/order-panel";
import { CheckInButton } from "./check-in-button";
import { GhostTile, PieceTile, Tiles, WayTile } from "./evidence-tiles";
import { EvidenceViewer } from "./evidence-viewer";
import styles from "./evidence-panel.module.css";
import { FilePicker, useDrop, usePaste } from "./file-intake";
import { useEvidence } from "./use-evidence";

const SignDialog = lazy(async () => ({ default: (await import("../sign/sign-dialog")).SignDialog }));

/** What proves the work: what is demanded, what is on its way, what is there. */
export function EvidencePanel({ order }: PanelProps) {
  return <Evidence key={order.id} order={order} />;
}

function Evidence({ order }: { readonly order: OrderDetail }) {
  const { t } = useSpeech();
  const { items, may_add: mayAdd, may_check_in: mayCheckIn } = order.proof;
  const bundle = useBundle(order.definition);
  const { ways, send } = useEvidence(order.id);
  const [seen, setSeen] = useState<number>();
  const drop = useDrop(mayAdd && send);
  usePaste(mayAdd && send);
  // a name put under work that is still going on would be outdated by its end
  const maySign = order.stage !== "execute" && order.acts.some(({ act }) => act === "sign");
  const [signing, setSigning] = useState(false);
  const sign = maySign ? () => setSigning(true) : undefined;
  const ghosts = mayAdd || mayCheckIn || maySign ? outlines(order.proof) : [];
  if (!mayAdd && !mayCheckIn && !maySign && items.length + ways.length + ghosts.length === 0) return null;
  return (
    <section className={drop.over ? `${styles.panel} ${styles.over}` : styles.panel} aria-labelledby="order-evidence" {...drop.on}>
      <div className={styles.head}>
        <h2 id="order-evidence" className={styles.heading}>
          {t("evidence.title")} {items.length > 0 && <span className={styles.count}>{items.length}</span>}
        </h2>
        <div className={styles.acts}>
          {mayCheckIn && <CheckInButton order={order.id} />}
          {mayAdd && <FilePicker camera words={t("evidence.take")} onPick={send} />}
          {mayAdd && <FilePicker words={t("evidence.pick")} onPick={send} />}
          {sign && <Button onClick={sign}>{t("sign.act")}</Button>}
        </div>
      </div>
      {mayAdd && items.length + ways.length + ghosts.length === 0 && <p className={styles.hint}>{t("evidence.empty")}</p>}
      <Tiles>
        {ghosts.map(({ key, ...demand }) => (
          <GhostTile key={key} demand={demand} onPick={send} onSign={sign} />
        ))}
        {ways.map((way) => (
          <WayTile key={way.key} way={way} />
        ))}
        {items.map((piece, index) => (
          <PieceTile key={piece.file ?? `place-${index}`} piece={piece} bundle={bundle} onOpen={() => setSeen(index)} />
        ))}
      </Tiles>
      {ways.some(({ standing }) => standing.phase === "failed") && <p className={styles.hint}>{t("evidence.kept")}</p>}
      {mayAdd && <p className={styles.drop}>{t("evidence.drop")}</p>}
      {seen !== undefined && <EvidenceViewer items={items} bundle={bundle} at={seen} onMove={setSeen} onClose={() => setSeen(undefined)} />}
      {signing && (
        <Suspense fallback={null}>
          <SignDialog order={order} onClose={() => setSigning(false)} />
        </Suspense>
      )}
    </section>
  );
}
