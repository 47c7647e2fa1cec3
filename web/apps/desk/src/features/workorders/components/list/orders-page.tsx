import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import type { InputRef } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { pathWith, readFilter } from "../../model/order-filter";
import { FilterBar } from "./filter-bar";
import { ListTools } from "./list-tools";
import { OrderList } from "./order-list";
import { NoOrderChosen, OrderPage } from "../order/order-page";
import styles from "./orders-page.module.css";
import { stepThroughRows } from "./step-through-rows";

/** The list and, beside it, the chosen order; on a small screen one of the two. */
export function OrdersPage({ me }: { readonly me: Me }) {
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
        <div className={styles.rows}>
          <OrderList filter={filter} openId={id} reader={me} />
        </div>
      </section>
      <div className={styles.order} ref={orderPane}>
        {id ? <OrderPage key={id} id={id} me={me} back={back} /> : <NoOrderChosen />}
      </div>
    </div>
  );
}
