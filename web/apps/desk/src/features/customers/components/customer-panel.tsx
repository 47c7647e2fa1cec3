import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { customerQuery } from "../api/customers";
import { CustomerFacts } from "./customer-facts";

/** For whom the order is: the way to the customer, and to all his orders. */
export function CustomerPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useSpeech();
  const id = order.customer_id ?? "";
  const customer = useQuery(customerQuery(id));
  if (!id) return null;
  return (
    <Panel title={t("customers.panel")} acts={<Link to={`/orders?customer=${id}`}>{t("customers.orders")}</Link>}>
      {customer.error && <ProblemNote error={customer.error} />}
      {customer.data && (
        <>
          <Link to={`/customers/${id}`}>
            {customer.data.name} · {customer.data.code}
          </Link>
          <CustomerFacts customer={customer.data} />
        </>
      )}
    </Panel>
  );
}
