import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { roleChoicesQuery } from "../api/roles";

/** The roles as choices, and what a role is called; one that is unknown here by its key. */
export function useRoleChoices() {
  const { locale } = useSpeech();
  const { data } = useQuery(roleChoicesQuery);
  const options = useMemo(
    () => (data ?? []).map((role) => ({ value: role.key, label: locale === "zh" ? role.name_zh : role.name_en })),
    [data, locale],
  );
  const nameOf = useCallback((key: string) => options.find(({ value }) => value === key)?.label ?? key, [options]);
  return { options, nameOf };
}
