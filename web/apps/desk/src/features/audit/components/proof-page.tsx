import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useSearchParams } from "react-router";
import { logStateQuery, ordersQuery } from "../api/log";
import { LogStanding } from "./log-standing";
import { OrderProof } from "./order-proof";
import { Pick } from "./pick";
import styles from "./proof-page.module.css";
import { WithoutUs } from "./without-us";

/** Proves one order, tells how the log stands, and hands out what checks both without us. */
export function ProofPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const order = search.get("order") ?? "";
  const state = useQuery(logStateQuery);
  return (
    <PageFrame title={t("proof.title")} detail={t("proof.detail")} width="text">
      <section className={styles.part} aria-labelledby="proof-order">
        <h2 id="proof-order">{t("proof.order")}</h2>
        <div className={styles.pick}>
          <Pick
            label={t("proof.order.pick")}
            value={order}
            chosen={undefined}
            query={ordersQuery}
            onChange={(id) => setSearch(id ? { order: id } : {}, { replace: true })}
          />
        </div>
        {order ? <OrderProof key={order} order={order} tenant={me.tenant.id} /> : <p className={styles.quiet}>{t("proof.order.none")}</p>}
      </section>
      {state.isPending && <Skeleton active title={false} />}
      {state.isError && <ProblemNote error={state.error} />}
      {state.data && (
        <>
          <LogStanding state={state.data} />
          <WithoutUs state={state.data} />
        </>
      )}
    </PageFrame>
  );
}
