import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** The published kinds of order, with the form on which each is reported. */
export const definitionsQuery = queryOptions({
  queryKey: ["definitions"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items,
});
