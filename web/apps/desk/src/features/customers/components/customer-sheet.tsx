import { useSpeech } from "@gongdan/i18n/react";
import { EntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Customer, customerDoor } from "../api/customers";
import { customerChange, customerDifferences, customerPointers, draftOf, touched } from "../model/customer-draft";
import { CustomerFacts } from "./customer-facts";
import { CustomerFields } from "./customer-fields";

interface Props {
  readonly customer: Customer;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** One customer: his orders and assets, and what is registered of him, to be changed by who may. */
export function CustomerSheet({ customer, mayChange, onClose }: Props) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState(() => draftOf(customer));
  const { save, archive, pending, error } = useRegister(customerDoor, onClose);
  const final = touched(draft).length > 0;
  const { code, name, active } = customer;
  const change = {
    pending,
    error,
    pointers: customerPointers,
    differences: customerDifferences(customer, draft, (field) => t(`customers.${field}`)),
    final,
    active,
    onArchive: () => archive.mutate(customer),
    // an old personal value is kept nowhere in clear: no way back is offered, and the sheet says so
    onSave: () => save.mutate({ of: customer, change: customerChange(draft), back: final ? undefined : { code, name } }),
  };
  return (
    <EntrySheet title={`${code} ${name}`} onClose={onClose} change={mayChange ? change : undefined}>
      <Flex wrap gap="middle">
        <Link to={`/orders?customer=${customer.id}`}>{t("customers.orders")}</Link>
        <Link to={`/assets?customer=${customer.id}`}>{t("customers.assets")}</Link>
      </Flex>
      {mayChange ? (
        <CustomerFields customer={customer} draft={draft} error={error} onChange={setDraft} />
      ) : (
        <CustomerFacts customer={customer} />
      )}
    </EntrySheet>
  );
}
