import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Own = Schemas["OwnRoster"];

const all = ["own-roster"] as const;

export const ownQuery = queryOptions({
  queryKey: all,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/rosters/me", { signal })),
});

export function useWish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["MakeWish"]) => answer(api.POST("/api/v1/rosters/me/wishes", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

export function useTakeWishBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish_id: string) => answer(api.DELETE("/api/v1/rosters/me/wishes/{wish_id}", { params: { path: { wish_id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}
