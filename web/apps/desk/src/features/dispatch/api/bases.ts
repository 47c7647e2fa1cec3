import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** On what each decision about an order rested, in words. */
export const basesQuery = (order: string) =>
  queryOptions({
    queryKey: ["dispatch", "bases", order],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/dispatch/orders/{order}/bases", { params: { path: { order } }, signal }))).items,
  });
