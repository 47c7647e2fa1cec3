import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { Bag } from "@gongdan/forms/core/json";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Definition = Schemas["DefinitionPage"];
export type Version = Schemas["VersionLine"];
export type Checked = Schemas["DraftChecked"];

const all = ["order types"] as const;
const at = (key: string) => ({ params: { path: { key } } });

export const definitionsQuery = queryOptions({
  queryKey: [...all, "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items,
});

export const definitionQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, key],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/definitions/{key}", { ...at(key), signal })),
  });

/** How many orders that have not ended run each version. */
export const runningQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, key, "running"],
    queryFn: async ({ signal }) => {
      const { items } = await answer(api.GET("/api/v1/orders/running", { params: { query: { type: key } }, signal }));
      return new Map(items.map(({ version, orders }) => [version, orders]));
    },
  });

/** The body of one version; it never changes, so it is read once. */
export const bodyQuery = (key: string, version: number) =>
  queryOptions({
    queryKey: ["order type body", key, version],
    staleTime: Infinity,
    enabled: version > 0,
    queryFn: ({ signal }): Promise<Bag> =>
      answer(api.GET("/api/v1/definitions/{key}/versions/{version}", { params: { path: { key, version } }, signal })),
  });

/** What keeps the draft from being published, and what it would change. */
export const checkQuery = (key: string, edition: number) =>
  queryOptions({
    queryKey: [...all, key, "check", edition],
    queryFn: ({ signal }) => answer(api.POST("/api/v1/definitions/{key}/draft/check", { ...at(key), signal })),
  });

export function publishDraft(key: string, edition: number, note: string) {
  const params = { path: { key }, header: { "If-Match": `"${edition}"` } };
  return answer(api.POST("/api/v1/definitions/{key}/publish", { params, body: { note } }));
}

export const rollBack = (key: string, version: number, note: string) =>
  answer(api.POST("/api/v1/definitions/{key}/roll-back", { ...at(key), body: { version, note } }));

export const retire = (key: string, note: string) =>
  answer(api.POST("/api/v1/definitions/{key}/retire", { ...at(key), body: { note } }));

/** What comes with the program and the tenant has not. */
export const shippedQuery = queryOptions({
  queryKey: [...all, "shipped"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/shipped-definitions", { signal }))).items,
});

export const takeShipped = (key: string) => answer(api.POST("/api/v1/shipped-definitions/{key}", at(key)));

/** Sends something about order types; what the pages know of them is read again afterwards. */
export function useSend<In, Out>(send: (input: In) => Promise<Out>, onDone: (out: Out, input: In) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(out, input) {
      await client.invalidateQueries({ queryKey: all });
      onDone(out, input);
    },
  });
}
