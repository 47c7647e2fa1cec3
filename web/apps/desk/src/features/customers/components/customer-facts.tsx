import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Masked } from "@gongdan/ui/masked";
import { InClear } from "@gongdan/ui/watermark";
import type { Customer } from "../api/customers";
import { personal } from "../model/customer-draft";

/** Whom to ask at a customer and where he is, as far as the reader may see it. */
export function CustomerFacts({ customer }: { readonly customer: Customer }) {
  const { t } = useSpeech();
  const inFull = customer.personal === "full";
  const facts = personal.flatMap((field) => {
    const value = customer[field];
    const label = t(`customers.${field}`);
    if (!value) return [];
    const thing = { kind: "customer", id: customer.id } as const;
    return [{ name: label, value: inFull ? value : <Masked thing={thing} field={field} label={label} value={value} /> }];
  });
  return (
    <>
      {inFull && facts.length > 0 && <InClear />}
      {customer.personal === "hidden" ? t("customers.hidden") : <Facts facts={facts} />}
    </>
  );
}
