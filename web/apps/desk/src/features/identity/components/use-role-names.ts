import type { Role } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { rolesQuery } from "../api/roles";

/** A role's name in the reader's language. */
export function useRoleName(): (role: Role) => string {
  const { locale } = useSpeech();
  return (role) => (locale === "zh" ? role.name_zh : role.name_en);
}

/** All roles as choices, and the name of each by its key. */
export function useRoleNames() {
  const roles = useQuery(rolesQuery);
  const nameOf = useRoleName();
  const items = roles.data?.items ?? [];
  const names = new Map(items.map((role) => [role.key, nameOf(role)]));
  return {
    options: items.map((role) => ({ value: role.key, label: nameOf(role) })),
    name: (key: string) => names.get(key) ?? key,
  };
}
