import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { Undo } from "@gongdan/ui/told";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type HostList = Schemas["HostList"];
export type HostUse = Schemas["HostUse"];

export const hostListQuery = queryOptions({
  queryKey: ["outbound hosts"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/outbound-hosts", { signal })),
});

/** What a list would be, in the one spelling of its entries, and whom it would cut off. */
export const hostsChecked = (hosts: readonly string[]) =>
  queryOptions({
    queryKey: ["outbound hosts", "check", hosts],
    retry: false,
    queryFn: ({ signal }) => answer(api.POST("/api/v1/outbound-hosts/check", { body: { hosts: [...hosts] }, signal })),
  });

interface Wanted {
  readonly before: HostList;
  readonly hosts: readonly string[];
  readonly knowing: readonly string[];
}

/** Sets the list; taking it back sets it as it was, which cuts nobody off who went before. */
export function useSetHosts(onSaved: (undo: Undo) => void) {
  const client = useQueryClient();
  const send = async (version: number, hosts: readonly string[], knowing: readonly string[]) => {
    const params = { header: { "If-Match": `"${version}"` } };
    const stands = await answer(api.PUT("/api/v1/outbound-hosts", { params, body: { hosts: [...hosts], knowing: [...knowing] } }));
    await client.invalidateQueries({ queryKey: hostListQuery.queryKey, exact: true });
    return stands;
  };
  return useMutation({
    async mutationFn({ before, hosts, knowing }: Wanted) {
      const stands = await send(before.version, hosts, knowing);
      // whoever was not let go before is known to stay outside again
      const outside = before.uses.filter(({ listed }) => !listed).map(({ id }) => id);
      return { undo: () => send(stands.version, before.hosts, outside) };
    },
    onSuccess: ({ undo }) => onSaved(undo),
  });
}
