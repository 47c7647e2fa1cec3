import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { type InputRef, Skeleton } from "antd";
import { type ComponentType, Suspense, useEffect, useMemo, useRef } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { pathWith, readFilter } from "../../model/order-filter";
import { FilterBar } from "./filter-bar";
import { ListTools } from "./list-tools";
import { OrderList } from "./order-list";
import { NoOrderChosen } from "../order/no-order-chosen";
import type { OrderPageProps } from "../order/order-page";
import styles from "./orders-page.module.css";
import { stepThroughRows } from "./step-through-rows";

interface Props {
  readonly me: Me;
  /** The page of one order, fetched by then or not. */
  readonly Order: ComponentType<OrderPageProps>;
  /** Called when the reader comes near the list's rows: he may open one. */
  readonly onNear: () => void;
}

/** The list and, beside it, the chosen order; on a small screen one of the two. */
export function OrdersPage({ me, Order, onNear }: Props) {
  const { t } = useSpeech();
  const { id } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const searchBox = useRef<InputRef>(null);
  const orderPane = useRef<HTMLDivElement>(null);
  const filter = readFilter(search);
  const back = pathWith("/orders", filter);

  useShortcuts(
    useMemo(
      () => ({
        j: () => { stepThroughRows(1); },
        k: () => { stepThroughRows(-1); },
        x: () => { document.activeElement?.closest("li")?.querySelector<HTMLInputElement>("[data-order-select]")?.click(); },
        a: () => { document.activeElement?.closest("li")?.querySelector<HTMLButtonElement>("[data-order-act]")?.click(); },
        c: () => { document.querySelector<HTMLTextAreaElement>("[data-comment-box]")?.focus(); },
        "/": () => { searchBox.current?.focus(); },
        Escape: () => void navigate(back),
      }),
      [back, navigate],
    ),
  );
  useEffect(() => {
    if (id) orderPane.current?.scrollTo({ top: 0 });
  }, [id]);

  return (
    <div className={styles.panes} data-open={Boolean(id)}>
      {!id && <h1 className={styles.unseen}>{t("list.title")}</h1>}
      <section className={styles.list} aria-label={t("list.title")}>
        <div>
          <FilterBar
            filter={filter}
            searchBox={searchBox}
            onChange={(next) => void navigate(pathWith(id ? `/orders/${id}` : "/orders", next), { replace: true })}
          />
          <ListTools filter={filter} actions={me.actions} />
        </div>
        <div className={styles.rows} onPointerEnter={onNear} onFocus={onNear}>
          <OrderList filter={filter} openId={id} me={me} />
        </div>
      </section>
      <div className={styles.order} ref={orderPane}>
        {id ? (
          <Suspense fallback={<Skeleton title={false} className={styles.waiting} active paragraph={{ rows: 8 }} />}>
            <Order key={id} id={id} me={me} back={back} />
          </Suspense>
        ) : (
          <NoOrderChosen />
        )}
      </div>
    </div>
  );
}
