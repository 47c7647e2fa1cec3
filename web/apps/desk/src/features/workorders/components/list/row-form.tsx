import type { OrderDetail, OrderRow } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Suspense } from "react";
import { orderQuery } from "../../api/get-order";
import { actsOf, type KnownAct } from "../../model/acts";
import { ActPanel } from "../act/later-act-panel";
import { useAct } from "../act/use-act";
import styles from "./row-form.module.css";

interface Props {
  readonly row: OrderRow;
  readonly onClose: () => void;
}

/** The form of the next act, below its row. */
export function RowForm({ row, onClose }: Props) {
  const { t } = useSpeech();
  const order = useQuery(orderQuery(row.id));
  if (order.isPending) return <Skeleton className={styles.form} active title={false} paragraph={{ rows: 2 }} />;
  if (order.isLoadingError) return <div className={styles.form}><ProblemNote error={order.error} /></div>;
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
