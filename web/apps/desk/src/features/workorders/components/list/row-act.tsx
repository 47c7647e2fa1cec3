import type { OrderRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { orderQuery } from "../../api/get-order";
import { useSendAct } from "../../api/send-act";
import { actsOf, isAct } from "../../model/acts";
import { asksNothing, bodyOfDraft, draftOf } from "../../model/act-draft";
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
