import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** What changed from one side to another in the reader's words: a version's number, or `draft`. */
export const diffQuery = (key: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["order types", key, "diff", from, to],
    // A draft changes under its one name; what was published never does.
    staleTime: 0,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/definitions/{key}/diff", { params: { path: { key }, query: { from, to } }, signal })),
  });
