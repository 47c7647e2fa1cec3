import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { aboutQuery, customers } from "../../api/find";
import { SearchSelect } from "./search-select";

interface Props {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Choose for which customer an order is. */
export function CustomerSelect({ id, value, onChange }: Props) {
  const { t } = useSpeech();
  const name = useQuery({ ...aboutQuery("customer", value), enabled: value !== "" });
  const known = name.data ? { id: value, name: name.data, beside: "" } : undefined;
  return <SearchSelect id={id} search={customers} hint={t("report.hint.customer")} value={value} known={known} onChange={onChange} />;
}
