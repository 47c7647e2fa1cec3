import type { OrderDetail, OrderRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Suspense, useState } from "react";
import { orderQuery } from "../../api/get-order";
import { useSendAct } from "../../api/send-act";
import { actsOf, isAct, type KnownAct } from "../../model/acts";
import { asksNothing, bodyOfDraft, draftOf } from "../../model/act-draft";
import { ActPanel } from "../act/later-act-panel";
import { useAct } from "../act/use-act";
import { useDone } from "../act/use-done";
import styles from "./row-act.module.css";

interface Props {
  readonly row: OrderRow;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** The one act that comes next, done from the list: at once where it asks nothing, else in a form below the row. */
export function RowAct({ row, open, onOpen }: Props) {
  const speech = useSpeech();
  const client = useQueryClient();
  const send = useSendAct();
  const done = useDone();
  const [looking, setLooking] = useState(false);
  const { act } = row.waiting;
  if (!isAct(act)) return null;
  const press = async () => {
    if (open) {
      onOpen(false);
      return;
    }
    setLooking(true);
    const order = await client.query({ ...orderQuery(row.id), staleTime: 0 }).catch(() => undefined);
    setLooking(false);
    const known = order && actsOf(order.acts).find((each) => each.act === act);
    const draft = known && draftOf(known, order, undefined, speech);
    if (!draft || !asksNothing(draft)) {
      onOpen(true);
      return;
    }
    send.mutate(
      { id: order.id, act, version: order.version, body: bodyOfDraft(draft) },
      { onSuccess: (after) => { done(act, order, after); }, onError: () => { onOpen(true); } },
    );
  };
  return (
    <Button
      className={styles.button}
      data-order-act
      size="small"
      aria-expanded={open}
      aria-label={speech.t("list.row.act", { act: speech.t(`act.${act}`), title: row.title })}
      loading={looking || send.isPending}
      onClick={() => void press()}
    >
      {speech.t(`act.${act}`)}
    </Button>
  );
}

interface FormProps {
  readonly row: OrderRow;
  readonly onClose: () => void;
}

/** The form of the next act, below its row. */
export function RowForm({ row, onClose }: FormProps) {
  const { t } = useSpeech();
  const order = useQuery(orderQuery(row.id));
  if (order.isPending) return <Skeleton className={styles.form} active title={false} paragraph={{ rows: 2 }} />;
  if (order.isError) return <div className={styles.form}><ProblemNote error={order.error} /></div>;
  const act = actsOf(order.data.acts).find((each) => each.act === row.waiting.act);
  if (!act) return <p className={styles.form}>{t("list.row.gone")}</p>;
  return <OpenForm order={order.data} act={act} onClose={onClose} />;
}

interface OpenProps {
  readonly order: OrderDetail;
  readonly act: KnownAct;
  readonly onClose: () => void;
}

function OpenForm({ order, act, onClose }: OpenProps) {
  const state = useAct(order, { only: act, onPutAway: onClose });
  return (
    <div className={styles.form}>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 2 }} />}>
        {state.shown && <ActPanel order={order} state={state} draft={state.shown} />}
      </Suspense>
    </div>
  );
}
