import { locales, ownName } from "@gongdan/i18n/locales";
import type { Bound } from "@gongdan/ui/form-row";
import { Select } from "antd";

const options: { value: string; label: string }[] = locales.map((locale) => ({ value: locale, label: ownName[locale] }));

interface Props {
  readonly bound: Bound;
  readonly value: string;
  readonly onChange: (locale: string) => void;
}

/** A language, by the name that it has in itself. */
export function LocaleSelect({ bound, value, onChange }: Props) {
  return <Select {...bound} value={value} options={options} onChange={onChange} />;
}
