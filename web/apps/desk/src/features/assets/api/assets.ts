import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { RegisterDoor } from "@gongdan/ui/use-register";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

export type Asset = Schemas["Asset"];
export type AssetInput = Pick<Asset, "code" | "name" | "kind" | "place" | "parent" | "customer">;

const all = ["asset register"] as const;

export interface AssetFilter {
  readonly q: string;
  readonly active: boolean;
  readonly parent: string;
  readonly customer: string;
}

/** The assets under a filter, by code, page by page along the server's cursor. */
export const assetsQuery = ({ q, active, parent, customer }: AssetFilter) =>
  infiniteQueryOptions({
    queryKey: [...all, "list", q, active, parent, customer],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const within = { ...(q && { q }), ...(parent && { parent }), ...(customer && { customer }) };
      const query = { active, limit: 50, ...within, ...(pageParam && { cursor: pageParam }) };
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

/** To whom an asset can belong: found by the start of code or name. */
export const customersQuery = (q: string) =>
  queryOptions({
    queryKey: ["customers", "of assets", q],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/customers", { params: { query: { active: true, limit: 20, q } }, signal }))).items,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ["customers", id],
    enabled: id !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/customers/{customer_id}", { params: { path: { customer_id: id } }, signal })),
  });

export const assetDoor: RegisterDoor<Asset, AssetInput, Schemas["ChangeAsset"]> = {
  key: all,
  words: "assets",
  create: (body) => answer(api.POST("/api/v1/assets", { body })),
  change(asset, body) {
    const params = { path: { asset_id: asset.id }, header: { "If-Match": `"${asset.version}"` } };
    return answer(api.PATCH("/api/v1/assets/{asset_id}", { params, body }));
  },
};
