import { answer, api } from "@gongdan/api/client";
import type { NewKey } from "@gongdan/api/shapes";
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { keyKeys } from "../model/keys";

/** API keys, oldest first. */
export const keysQuery = infiniteQueryOptions({
  queryKey: keyKeys.all,
  initialPageParam: "",
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET("/api/v1/api-keys", { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  getNextPageParam: (page) => page.next,
});

/** Issues a key to oneself; its token is in the answer and nowhere else. */
export function useIssueKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewKey) => answer(api.POST("/api/v1/api-keys", { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keyKeys.all }),
  });
}

/** Revokes a key at once and for good. */
export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/api-keys/{key_id}", { params: { path: { key_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keyKeys.all }),
  });
}
