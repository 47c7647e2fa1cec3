import type { Unit } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { usersQuery } from "../api/users";

interface Props {
  readonly unit: Unit;
  readonly error: string | undefined;
  readonly onChoose: (manager: string | null) => void;
}

/** Who heads a unit: whom a process means by "the manager". Chosen is kept at once, and can be undone. */
export function UnitHead({ unit, error, onChoose }: Props) {
  const { t } = useSpeech();
  const [sought, setSought] = useState("");
  const q = useDebounced(sought);
  const users = useInfiniteQuery(usersQuery({ q, active: true }));
  const found = users.data?.pages.flatMap((page) => page.items) ?? [];
  const options = found.map((user) => ({ value: user.id, label: user.unit ? `${user.name} (${user.unit.name})` : user.name }));
  if (unit.manager && !q && !found.some((user) => user.id === unit.manager)) {
    options.unshift({ value: unit.manager, label: unit.manager_name });
  }
  return (
    <FormRow label={t("units.head")} hint={t("units.head.hint")} error={error}>
      {(bound) => (
        <Select
          {...bound}
          allowClear
          showSearch={{ filterOption: false, onSearch: setSought }}
          placeholder={t("units.head.none")}
          value={unit.manager ?? undefined}
          options={options}
          loading={users.isFetching}
          onChange={(chosen: string | undefined) => onChoose(chosen ?? null)}
        />
      )}
    </FormRow>
  );
}
