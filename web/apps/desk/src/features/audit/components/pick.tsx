import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import type { Choice } from "../api/trail";
import styles from "./pick.module.css";

interface Props {
  readonly label: string;
  readonly value: string;
  /** What the value is called, where it was not found by typing. */
  readonly chosen: Choice | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each query has a key type of its own
  readonly query: (q: string) => UseQueryOptions<readonly Choice[], Error, readonly Choice[], any>;
  readonly onChange: (value: string) => void;
}

/** Choose one of many; the server searches while one types. */
export function Pick({ label, value, chosen, query, onChange }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const found = useQuery(query(useDebounced(typed.trim())));
  const others = (found.data ?? []).filter((each) => each.id !== chosen?.id);
  const shown = chosen ? [chosen, ...others] : others;
  const none = { value: "", label: t(found.isPending ? "trail.pick.running" : "trail.pick.none"), disabled: true };
  const options = shown.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      className={styles.pick}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      getPopupContainer={besideField}
      value={value || null}
      options={options.length > 0 ? options : [none]}
      onChange={(next: string | null | undefined) => onChange(next ?? "")}
    />
  );
}
