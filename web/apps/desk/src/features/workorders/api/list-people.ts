import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** The people to whom an order can be given. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/users", { signal }))).items,
});
