import { besideField } from "@gongdan/forms/antd/control";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import { type AssetInput, assetQuery, parentsQuery } from "../api/assets";
import styles from "./assets.module.css";

export const pointers = ["/code", "/name", "/kind", "/place", "/parent"];

interface Props {
  readonly value: AssetInput;
  readonly error: unknown;
  readonly onChange: (value: AssetInput) => void;
}

/** The fields of an asset, each with what the server found wrong at it. */
export function AssetFields({ value, error, onChange }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useQuery(parentsQuery(useDebounced(typed.trim())));
  const chosen = useQuery(assetQuery(value.parent ?? ""));
  const parents = [...(chosen.data ? [chosen.data] : []), ...(found.data ?? [])];
  const options = new Map(parents.map(({ id, code, name }) => [id, `${code} ${name}`]));
  const none = { value: "", label: t("assets.parent.none"), disabled: true };
  const shown = [...options].map(([id, label]) => ({ value: id, label }));
  return (
    <div className={styles.form}>
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
      <FormRow label={t("assets.parent")} optional error={wrongAt(error, "/parent")}>
        {(bound) => (
          <Select
            {...bound}
            allowClear
            showSearch={{ filterOption: false, onSearch: setTyped }}
            getPopupContainer={besideField}
            value={value.parent}
            options={shown.length > 0 ? shown : [none]}
            onChange={(next: string | null | undefined) => onChange({ ...value, parent: next ?? null })}
          />
        )}
      </FormRow>
    </div>
  );
}
