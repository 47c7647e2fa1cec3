import type { OrderRow as Row } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { StageMark } from "@gongdan/ui/stage-mark";
import { UrgencyBars } from "@gongdan/ui/urgency-bars";
import { useNow } from "@gongdan/ui/use-now";
import { lazy, memo, Suspense, useState } from "react";
import { Link } from "react-router";
import type { OrderFiles } from "../../api/list-files";
import { pathOf } from "../../model/evidence";
import { dueWords, type Reader, waitingWords } from "../../model/waiting";
import styles from "./order-row.module.css";
import { RowAct } from "./row-act";

const RowForm = lazy(async () => ({ default: (await import("./row-form")).RowForm }));

interface Props {
  readonly row: Row;
  readonly files: OrderFiles | undefined;
  readonly to: string;
  readonly open: boolean;
  readonly reader: Reader;
  readonly selected: boolean;
  readonly onSelect: (id: string, range: boolean) => void;
}

/** One order in the list: what it is, why it is here, and what comes next. */
export const OrderRow = memo(function OrderRow({ row, files, to, open, reader, selected, onSelect }: Props) {
  const speech = useSpeech();
  const now = useNow();
  const [acting, setActing] = useState(false);
  const waiting = waitingWords(row, reader, now, speech);
  const where = row.place || row.asset?.name;
  const due = dueWords(row.due_at, row.status === "open", now, speech);
  return (
    <li className={styles.item} data-busy={acting || selected}>
      <Link to={to} className={styles.row} data-order-row data-act={waiting.mine} aria-current={open ? "page" : undefined}>
        <span className={styles.title}>{row.title}</span>
        <span className={styles.mark}>
          <UrgencyBars urgency={row.urgency} />
        </span>
        <span className={styles.why} data-mine={waiting.mine}>
          {waiting.why}
          {waiting.since && <span className={styles.since}> · {waiting.since}</span>}
        </span>
        <span className={styles.facts}>
          <StageMark stage={row.stage} />
          <span className={styles.number}>{row.number}</span>
          {where && <span className={styles.place}>{where}</span>}
          {files && <RowFiles files={files} />}
          {due && (
            <span className={styles.due} data-broken={due.broken}>
              {due.words}
            </span>
          )}
        </span>
      </Link>
      <input
        type="checkbox"
        className={styles.select}
        data-order-select
        aria-label={speech.t("bulk.select", { title: row.title })}
        checked={selected}
        onChange={(event) => { onSelect(row.id, (event.nativeEvent as MouseEvent).shiftKey); }}
      />
      {waiting.mine && <RowAct row={row} open={acting} onOpen={setActing} />}
      {acting && <Suspense fallback={null}><RowForm row={row} onClose={() => { setActing(false); }} /></Suspense>}
    </li>
  );
});

/** How many files an order has, with the first picture among them. */
function RowFiles({ files: { count, picture } }: { readonly files: OrderFiles }) {
  const { t } = useSpeech();
  return (
    <span className={styles.files}>
      {picture && <img className={styles.picture} src={pathOf(picture, "thumbnail")} alt="" loading="lazy" />}
      {t("list.files", { n: count })}
    </span>
  );
}
