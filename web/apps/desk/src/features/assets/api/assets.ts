import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Asset = Schemas["Asset"];
export type AssetInput = Pick<Asset, "code" | "name" | "kind" | "place" | "parent">;

const all = ["asset register"] as const;

export interface AssetFilter {
  readonly q: string;
  readonly active: boolean;
  readonly parent: string;
}

/** The assets under a filter, by code, page by page along the server's cursor. */
export const assetsQuery = ({ q, active, parent }: AssetFilter) =>
  infiniteQueryOptions({
    queryKey: [...all, "list", q, active, parent],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { active, limit: 50, ...(q && { q }), ...(parent && { parent }), ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/assets", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });

export const assetQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    enabled: id !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/assets/{asset_id}", { params: { path: { asset_id: id } }, signal })),
  });

/** What an asset can lie in: found by the start of code or name. */
export const parentsQuery = (q: string) =>
  queryOptions({
    queryKey: [...all, "parents", q],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/assets", { params: { query: { active: true, limit: 20, q } }, signal }))).items,
  });

export const createAsset = (body: AssetInput) => answer(api.POST("/api/v1/assets", { body }));

export function changeAsset(asset: Asset, body: Schemas["ChangeAsset"]) {
  const params = { path: { asset_id: asset.id }, header: { "If-Match": `"${asset.version}"` } };
  return answer(api.PATCH("/api/v1/assets/{asset_id}", { params, body }));
}

/** Sends something about assets; what the pages know of them is read again afterwards. */
export function useSend<In>(send: (input: In) => Promise<Asset>, onDone: (out: Asset, input: In) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(out, input) {
      await client.invalidateQueries({ queryKey: all });
      onDone(out, input);
    },
  });
}
