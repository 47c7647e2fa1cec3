import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Undo } from "@gongdan/ui/told";
import { meQuery } from "./session";

export type TenantSettings = Schemas["TenantSettings"];
export type TenantChange = Schemas["TenantBody"];

export const tenantQuery = queryOptions({
  queryKey: ["tenant"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/tenant", { signal })),
});

/** Changes the organisation's settings; taking it back sends those from before. `onSaved` is told although the form is made anew. */
export function useSaveTenant(onSaved: (undo: Undo) => void) {
  const client = useQueryClient();
  const send = async (body: TenantChange, version: number) => {
    const kept = await answer(api.PATCH("/api/v1/tenant", { params: { header: { "If-Match": `"${version}"` } }, body }));
    client.setQueryData(tenantQuery.queryKey, kept);
    // the name stands in the rail
    await client.invalidateQueries({ queryKey: meQuery.queryKey });
    return kept;
  };
  return useMutation({
    async mutationFn({ before, after, version }: { before: TenantChange; after: TenantChange; version: number }) {
      const kept = await send(after, version);
      return { undo: () => send(before, kept.version) };
    },
    onSuccess: ({ undo }) => onSaved(undo),
    onError: () => client.invalidateQueries({ queryKey: tenantQuery.queryKey }),
  });
}
