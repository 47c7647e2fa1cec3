import { useSpeech } from "@gongdan/i18n/react";
import { NewEntrySheet } from "@gongdan/ui/register-sheet";
import { useRegister } from "@gongdan/ui/use-register";
import { useState } from "react";
import { customerDoor } from "../api/customers";
import { blankCustomer, customerPointers, touched } from "../model/customer-draft";
import { CustomerFields } from "./customer-fields";

/** Registers a customer; taken back, he is archived, for nothing here is deleted. */
export function NewCustomerSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState(blankCustomer);
  const { create } = useRegister(customerDoor, onClose);
  const sealed = Object.fromEntries(touched(draft).map((field) => [field, draft.sealed[field] ?? null]));
  return (
    <NewEntrySheet
      title={t("customers.add")}
      onClose={onClose}
      pending={create.isPending}
      error={create.error}
      pointers={customerPointers}
      onSave={() => create.mutate({ code: draft.code, name: draft.name, ...sealed })}
    >
      <CustomerFields draft={draft} error={create.error} onChange={setDraft} />
    </NewEntrySheet>
  );
}
