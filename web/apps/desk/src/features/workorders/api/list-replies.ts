import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** The canned replies of the house. */
export const repliesQuery = queryOptions({
  queryKey: ["replies"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/replies", { signal }))).items,
});
