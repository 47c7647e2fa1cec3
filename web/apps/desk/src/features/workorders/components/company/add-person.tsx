import type { Named } from "@gongdan/api/shapes";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { type Found, foundQuery, people } from "../../api/find";
import { SearchSelect } from "../act/search-select";
import styles from "./person-chips.module.css";

interface Props {
  readonly label: string;
  readonly onAdd: (person: Named) => void;
}

/** A quiet button that becomes a search for one person. */
export function AddPerson({ label, onAdd }: Props) {
  const id = useId();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  if (!open) return <Button type="link" size="small" className={styles.add} onClick={() => { setOpen(true); }}>{label}</Button>;
  const nameOf = (who: string): string => {
    const known = client.getQueriesData<readonly Found[]>({ queryKey: foundQuery(people, "").queryKey.slice(0, 2) });
    return known.flatMap(([, found]) => found ?? []).find((each) => each.id === who)?.name ?? "";
  };
  return (
    <SearchSelect
      id={id}
      search={people}
      hint={label}
      label={label}
      value=""
      onChange={(who) => {
        setOpen(false);
        if (who) onAdd({ id: who, name: nameOf(who) });
      }}
    />
  );
}
