import { answer, api } from "@gongdan/api/client";
import type { SetupWish } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { meQuery } from "./session";

/** Whether this installation waits to be set up. */
export const setupStateQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/setup", { signal })),
});

/** Until when the token of this address stands. */
export const setupTokenQuery = (token: string) =>
  queryOptions({
    queryKey: ["setup", token],
    retry: false,
    queryFn: ({ signal }) => answer(api.POST("/api/v1/setup/check", { body: { token }, signal })),
  });

/** Makes the organisation and its first administrator, and comes back logged in. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn(body: SetupWish) {
      await answer(api.POST("/api/v1/setup", { body }));
      client.clear();
      return client.query({ ...meQuery, staleTime: 0 });
    },
  });
}
