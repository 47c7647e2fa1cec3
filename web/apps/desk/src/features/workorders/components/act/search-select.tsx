import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { type Found, foundQuery, type Search } from "../../api/find";
import styles from "./search-select.module.css";

interface Props {
  readonly id: string;
  readonly search: Search;
  readonly hint: string;
  readonly value: string;
  /** What `value` is, where it was chosen before. */
  readonly known?: Found | undefined;
  /** Where no label points at it. */
  readonly label?: string;
  readonly missing?: boolean;
  readonly onChange: (value: string) => void;
}

const optionOf = (found: Found) => ({ value: found.id, label: found.name, found });

/** Choose one of many: the server searches while one types, and each stands with what tells it apart. */
export function SearchSelect({ id, search, hint, label, value, known, missing = false, onChange }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Found>();
  const found = useQuery(foundQuery(search, useDebounced(typed.trim())));
  const none = found.isError ? "search.failed" : found.isPending ? "search.running" : "search.none";
  // what was chosen keeps its name when the words that found it are gone
  const now = chosen?.id === value ? chosen : known?.id === value ? known : undefined;
  const kept = typed === "" && now ? [now] : [];
  const shown = [...kept, ...(found.data ?? []).filter((each) => each.id !== kept[0]?.id)];
  const options = shown.map(optionOf);
  // nothing found is told as an option that cannot be chosen: a list without options is none to a screen reader
  const told = { ...optionOf({ id: "", name: t(none), beside: "" }), disabled: true };
  return (
    <Select<string | null, ReturnType<typeof optionOf>>
      id={id}
      aria-label={label}
      getPopupContainer={besideField}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      loading={found.isFetching}
      value={value || null}
      placeholder={hint}
      status={missing || found.isError ? "error" : ""}
      aria-invalid={missing}
      options={options.length > 0 ? options : [told]}
      optionRender={({ data }) => <Option found={data.found} />}
      onChange={(next) => {
        setTyped("");
        setChosen(shown.find((each) => each.id === next));
        onChange(next ?? "");
      }}
    />
  );
}

function Option({ found }: { readonly found: Found }) {
  return (
    <span className={styles.option}>
      <span className={found.id ? undefined : styles.none}>{found.name}</span>
      <span className={styles.beside}>{found.beside}</span>
    </span>
  );
}
