import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { type Asked, RegisterList } from "@gongdan/ui/register-list";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { customerQuery, customersQuery } from "../api/customers";
import { CustomerSheet } from "./customer-sheet";
import { NewCustomerSheet } from "./new-customer-sheet";

/** For whom work is done: found by code, name, or a whole phone number or e-mail address. */
export function CustomersPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const mayChange = me.actions.includes("customer.change");
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Asked>({ typed: "", archived: false });
  const customers = useInfiniteQuery(customersQuery({ typed: useDebounced(asked.typed.trim()), active: !asked.archived }));
  const open = useQuery(customerQuery(id));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("customers.add")}
    </Button>
  );
  return (
    <PageFrame title={t("customers.title")} detail={t("customers.detail")} acts={add}>
      <RegisterList
        label={t("customers.title")}
        search={t("customers.search")}
        asked={asked}
        onAsk={setAsked}
        pages={customers}
        columns={[
          { key: "code", title: t("customers.code"), cell: ({ code }) => code },
          { key: "name", title: t("customers.name"), cell: ({ name }) => name },
          { key: "contact", title: t("customers.contact_name"), cell: ({ contact_name }) => contact_name },
          { key: "phone", title: t("customers.phone"), cell: ({ phone }) => phone },
          { key: "orders", title: t("places.orders"), cell: (customer) => <Link to={`/orders?customer=${customer.id}`}>{t("customers.orders")}</Link> },
        ]}
        openKey={id}
        onOpen={(customer) => void navigate(`/customers/${customer.id}`)}
        empty={{ title: t("customers.empty.title"), detail: t("customers.empty.detail"), act: add }}
      >
        {mayChange && me.actions.includes("order.import") && <Link to="/imports?of=customers">{t("registers.import")}</Link>}
      </RegisterList>
      {making && <NewCustomerSheet onClose={() => setMaking(false)} />}
      {open.error && <ProblemNote error={open.error} />}
      {open.data && (
        <CustomerSheet key={open.data.version} customer={open.data} mayChange={mayChange} onClose={() => void navigate("/customers")} />
      )}
    </PageFrame>
  );
}
