import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { type Found, foundQuery, people } from "../../api/find";

interface Props {
  readonly id: string;
  /** Ids, by commas. */
  readonly value: string;
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}

const optionOf = ({ id, name, beside }: Found) => ({ value: id, label: [name, beside].filter(Boolean).join(" · "), disabled: false });

/** Choose several people; those who were chosen keep their names when the words that found them are gone. */
export function PeopleSelect({ id, value, missing, onChange }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<readonly Found[]>([]);
  const found = useQuery(foundQuery(people, useDebounced(typed.trim())));
  const chosen = value.split(",").filter(Boolean);
  const kept = known.filter((each) => chosen.includes(each.id));
  const shown = [...kept, ...(found.data ?? []).filter((each) => !kept.some((one) => one.id === each.id))];
  const none = found.isError ? "search.failed" : found.isPending ? "search.running" : "search.none";
  return (
    <Select
      id={id}
      mode="multiple"
      getPopupContainer={besideField}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={chosen}
      placeholder={t("ask.people.hint")}
      status={missing || found.isError ? "error" : ""}
      aria-invalid={missing}
      options={shown.length > 0 ? shown.map(optionOf) : [{ value: "", label: t(none), disabled: true }]}
      onChange={(next: readonly string[]) => {
        setKnown(shown.filter((each) => next.includes(each.id)));
        setTyped("");
        onChange(next.join(","));
      }}
    />
  );
}
