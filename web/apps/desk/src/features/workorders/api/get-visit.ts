import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** When somebody is to come by the published day plan. */
export const visitQuery = (id: string) =>
  queryOptions({
    queryKey: [...orderKeys.one(id), "visit"],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/orders/{order}/visit", { params: { path: { order: id } }, signal }))).visit,
  });
