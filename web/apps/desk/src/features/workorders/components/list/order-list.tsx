import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Link } from "react-router";
import { ordersQuery } from "../../api/list-orders";
import { isFiltered, type OrderFilter, pathWith } from "../../model/order-filter";
import styles from "./order-list.module.css";
import { OrderRow } from "./order-row";
import { useFiles } from "./use-files";
import { useSelection } from "./use-selection";

const BulkBar = lazy(async () => ({ default: (await import("./bulk-bar")).BulkBar }));

interface Props {
  readonly filter: OrderFilter;
  readonly openId: string | undefined;
  readonly me: Me;
}

/** The orders under a filter, further ones as one scrolls. */
export function OrderList({ filter, openId, me }: Props) {
  const { t } = useSpeech();
  const orders = useInfiniteQuery(ordersQuery(filter));
  const pages = orders.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const files = useFiles(pages);
  const selection = useSelection(rows);
  if (orders.isPending) return <Waiting />;
  if (orders.isLoadingError) {
    return (
      <div className={styles.problem}>
        <ProblemNote error={orders.error}>
          <p>
            <Button size="small" onClick={() => void orders.refetch()}>
              {t("app.retry")}
            </Button>
          </p>
        </ProblemNote>
      </div>
    );
  }
  if (rows.length === 0) return <NoOrders filtered={isFiltered(filter)} />;
  return (
    <>
      {selection.begun && <Suspense fallback={null}><BulkBar selection={selection} me={me} /></Suspense>}
      <ol className={styles.rows} aria-label={t("list.title")}>
        {rows.map((row) => (
          <OrderRow
            key={row.id}
            row={row}
            files={files.get(row.id)}
            to={pathWith(`/orders/${row.id}`, filter)}
            open={row.id === openId}
            reader={me}
            selected={selection.has(row.id)}
            onSelect={selection.toggle}
          />
        ))}
      </ol>
      {orders.hasNextPage ? (
        <More loading={orders.isFetchingNextPage} failed={orders.isFetchNextPageError} onMore={() => void orders.fetchNextPage()} />
      ) : (
        <p className={styles.end}>{t("list.shown", { n: rows.length, more: "no" })}</p>
      )}
    </>
  );
}

function Waiting() {
  const { t } = useSpeech();
  return (
    <div role="status" aria-label={t("app.loading")} className={styles.waiting}>
      {[1, 2, 3, 4, 5].map((each) => (
        <Skeleton key={each} active title={false} paragraph={{ rows: 2, width: ["60%", "90%"] }} />
      ))}
    </div>
  );
}

function NoOrders({ filtered }: { readonly filtered: boolean }) {
  const { t } = useSpeech();
  const kind = filtered ? "list.empty.filtered" : "list.empty";
  return (
    <EmptyState title={t(`${kind}.title`)} detail={t(`${kind}.detail`)}>
      <Link to={filtered ? "/orders" : "/report"}>{t(filtered ? "list.filter.clear" : "list.empty.act")}</Link>
    </EmptyState>
  );
}

interface MoreProps {
  readonly loading: boolean;
  /** The last try failed: the next one is the reader's. */
  readonly failed: boolean;
  readonly onMore: () => void;
}

/** Loads the next page when it comes into sight, or when asked. */
function More({ loading, failed, onMore }: MoreProps) {
  const { t } = useSpeech();
  const foot = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (!foot.current || loading || failed) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) more.current();
    }, { rootMargin: "400px" });
    watch.observe(foot.current);
    return () => {
      watch.disconnect();
    };
  }, [loading, failed]);
  return (
    <div ref={foot} className={styles.end}>
      <Button type="text" loading={loading} onClick={onMore}>
        {t(failed ? "list.more.failed" : "list.more")}
      </Button>
    </div>
  );
}
