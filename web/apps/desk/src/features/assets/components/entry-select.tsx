import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import type { Bound } from "@gongdan/ui/form-row";
import { Select } from "antd";

interface Entry {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

interface Props extends Bound {
  readonly value: string | null;
  readonly chosen: Entry | undefined;
  readonly found: readonly Entry[] | undefined;
  readonly onSearch: (typed: string) => void;
  readonly onChange: (value: string | null) => void;
}

/** Choose one entry of a register by code or name, or none. */
export function EntrySelect({ value, chosen, found, onSearch, onChange, ...bound }: Props) {
  const { t } = useSpeech();
  const known = [...(chosen ? [chosen] : []), ...(found ?? [])];
  const options = [...new Map(known.map(({ id, code, name }) => [id, `${code} ${name}`]))].map(([id, label]) => ({ value: id, label }));
  const none = { value: "", label: t("assets.parent.none"), disabled: true };
  return (
    <Select
      {...bound}
      allowClear
      showSearch={{ filterOption: false, onSearch }}
      getPopupContainer={besideField}
      value={value}
      options={options.length > 0 ? options : [none]}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
    />
  );
}
