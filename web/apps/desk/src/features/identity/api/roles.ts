import { answer, api } from "@gongdan/api/client";
import type { Role, RoleCopy, RoleRights } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { roleKeys } from "../model/keys";

/** Every role, how many hold it, and all that a role can be made of. */
export const rolesQuery = queryOptions({
  queryKey: roleKeys.all,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/roles", { signal })),
});

export interface RoleData {
  readonly name_zh: string;
  readonly name_en: string;
  readonly rights: RoleRights;
}

const put = (role: Role, body: RoleData) =>
  answer(
    api.PATCH("/api/v1/roles/{key}", {
      params: { path: { key: role.key }, header: { "If-Match": `"${role.version}"` } },
      body,
    }),
  );

/** Changes a tenant's own role; its holders' rights change at once. */
export function useSaveRole() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: roleKeys.all });
  return useMutation({
    async mutationFn({ role, before, after }: { role: Role; before: RoleData; after: RoleData }) {
      const saved = await put(role, after);
      return { saved, undo: () => put(saved, before).finally(again) };
    },
    onSettled: again,
  });
}

/** Copies a role under another key; taking that back removes the copy. */
export function useCopyRole() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: roleKeys.all });
  return useMutation({
    mutationFn: (body: RoleCopy) => answer(api.POST("/api/v1/roles", { body })),
    onSettled: again,
  });
}

/** Removes a role that nobody holds. */
export function useRemoveRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => answer(api.DELETE("/api/v1/roles/{key}", { params: { path: { key } } })),
    onSettled: () => client.invalidateQueries({ queryKey: roleKeys.all }),
  });
}
