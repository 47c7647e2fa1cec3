import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** One order with all that may be seen of it, and the acts that the reader may do now. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.detail(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/{order_id}", { params: { path: { order_id: id } }, signal })),
  });

/** Everything that happened to one order, oldest first. */
export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.timeline(id),
    queryFn: async ({ signal }) => {
      const path = { order_id: id };
      return (await answer(api.GET("/api/v1/orders/{order_id}/timeline", { params: { path }, signal }))).items;
    },
  });
