import { answer, api } from "@gongdan/api/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { historyKey } from "../model/keys";

/** Whose past is asked for. */
export type Thing =
  | { readonly kind: "user"; readonly id: string }
  | { readonly kind: "unit"; readonly id: string }
  | { readonly kind: "role"; readonly id: string }
  | { readonly kind: "tenant"; readonly id: string };

function page({ kind, id }: Thing, cursor: string) {
  const query = cursor ? { cursor } : {};
  switch (kind) {
    case "user":
      return answer(api.GET("/api/v1/users/{user_id}/history", { params: { path: { user_id: id }, query } }));
    case "unit":
      return answer(api.GET("/api/v1/units/{unit_id}/history", { params: { path: { unit_id: id }, query } }));
    case "tenant":
      return answer(api.GET("/api/v1/tenant/history", { params: { query } }));
    case "role":
      return answer(api.GET("/api/v1/roles/{key}/history", { params: { path: { key: id }, query } }));
  }
}

/** What was done to a thing, newest first; `version` has it read again after a change. */
export const historyQuery = (thing: Thing, version: number) =>
  infiniteQueryOptions({
    queryKey: historyKey(thing.kind, thing.id, version),
    initialPageParam: "",
    queryFn: ({ pageParam }) => page(thing, pageParam),
    getNextPageParam: (found) => found.next,
  });
