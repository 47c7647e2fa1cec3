import { besidePage } from "@gongdan/ui/side-sheet";
import { Select } from "antd";

interface Props<T extends string> {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly disabled: boolean;
  readonly id?: string;
  readonly onChange: (value: T) => void;
}

/** One of a few things, by its name. */
export function Pick<T extends string>({ label, value, options, disabled, id, onChange }: Props<T>) {
  return (
    <Select<T>
      {...(id !== undefined && { id })}
      aria-label={label}
      value={value ?? null}
      options={[...options]}
      disabled={disabled}
      getPopupContainer={besidePage}
      showSearch={options.length > 8 ? { optionFilterProp: "label" } : false}
      onChange={(chosen) => onChange(chosen)}
    />
  );
}
