import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** The roles that a process can name. */
export const roleChoicesQuery = queryOptions({
  queryKey: ["order type roles"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/roles", { signal }))).items,
});
