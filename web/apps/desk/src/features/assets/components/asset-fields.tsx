import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { type AssetInput, assetQuery, customerQuery, customersQuery, parentsQuery } from "../api/assets";
import { EntrySelect } from "./entry-select";

export const pointers = ["/code", "/name", "/kind", "/place", "/parent", "/customer"];

interface Props {
  readonly value: AssetInput;
  readonly error: unknown;
  /** Whether the reader may choose a customer. */
  readonly withCustomer: boolean;
  readonly onChange: (value: AssetInput) => void;
}

/** The fields of an asset, each with what the server found wrong at it. */
export function AssetFields({ value, error, withCustomer, onChange }: Props) {
  const { t } = useSpeech();
  return (
    <>
      {(["code", "name", "kind", "place"] as const).map((field) => (
        <FormRow
          key={field}
          label={t(`assets.${field}`)}
          optional={field === "kind" || field === "place"}
          error={wrongAt(error, `/${field}`)}
        >
          {(bound) => (
            <Input {...bound} value={value[field]} onChange={(event) => onChange({ ...value, [field]: event.target.value })} />
          )}
        </FormRow>
      ))}
      <ParentRow value={value.parent} error={wrongAt(error, "/parent")} onChange={(parent) => onChange({ ...value, parent })} />
      {withCustomer && (
        <CustomerRow value={value.customer} error={wrongAt(error, "/customer")} onChange={(customer) => onChange({ ...value, customer })} />
      )}
    </>
  );
}

interface RowProps {
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (value: string | null) => void;
}

function ParentRow({ value, error, onChange }: RowProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useQuery(parentsQuery(useDebounced(typed.trim())));
  const chosen = useQuery(assetQuery(value ?? ""));
  return (
    <FormRow label={t("assets.parent")} optional error={error}>
      {(bound) => (
        <EntrySelect {...bound} value={value} chosen={chosen.data} found={found.data} onSearch={setTyped} onChange={onChange} />
      )}
    </FormRow>
  );
}

function CustomerRow({ value, error, onChange }: RowProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useQuery(customersQuery(useDebounced(typed.trim())));
  const chosen = useQuery(customerQuery(value ?? ""));
  return (
    <FormRow label={t("assets.customer")} optional error={error}>
      {(bound) => (
        <EntrySelect {...bound} value={value} chosen={chosen.data} found={found.data} onSearch={setTyped} onChange={onChange} />
      )}
    </FormRow>
  );
}
