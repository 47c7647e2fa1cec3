import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { SealedField } from "@gongdan/ui/sealed-field";
import { InClear } from "@gongdan/ui/watermark";
import { Input } from "antd";
import type { Customer } from "../api/customers";
import { type CustomerDraft, personal } from "../model/customer-draft";

interface Props {
  /** The customer as registered; undefined for a new one. */
  readonly customer?: Customer;
  readonly draft: CustomerDraft;
  readonly error: unknown;
  readonly onChange: (draft: CustomerDraft) => void;
}

/** The fields of a customer, each with what the server found wrong at it. */
export function CustomerFields({ customer, draft, error, onChange }: Props) {
  const { t } = useSpeech();
  const hidden = customer?.personal === "hidden";
  return (
    <>
      {customer?.personal === "full" && <InClear />}
      {(["code", "name"] as const).map((field) => (
        <FormRow key={field} label={t(`customers.${field}`)} error={wrongAt(error, `/${field}`)}>
          {(bound) => <Input {...bound} value={draft[field]} onChange={(event) => onChange({ ...draft, [field]: event.target.value })} />}
        </FormRow>
      ))}
      {hidden
        ? t("customers.hidden")
        : personal.map((field) => (
            <SealedField
              key={field}
              label={t(`customers.${field}`)}
              field={field}
              known={customer && { thing: { kind: "customer", id: customer.id }, value: customer[field], view: customer.personal }}
              edit={draft.sealed[field]}
              error={wrongAt(error, `/${field}`)}
              onEdit={(edit) => onChange({ ...draft, sealed: { ...draft.sealed, [field]: edit } })}
            />
          ))}
    </>
  );
}
