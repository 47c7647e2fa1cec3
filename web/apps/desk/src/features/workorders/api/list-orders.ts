import { answer, api } from "@gongdan/api/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { type OrderFilter, toQuery } from "../model/order-filter";
import { orderKeys } from "../model/order-keys";

const pageSize = 50;

/** The list under a filter, page by page along the server's cursor. */
export const ordersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: orderKeys.list(filter),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { ...toQuery(filter), limit: pageSize, ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/orders", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });
