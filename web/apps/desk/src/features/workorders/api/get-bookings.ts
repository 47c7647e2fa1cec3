import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** What was booked on an order: time, cost, parts, with their sums. */
export const bookingsQuery = (id: string) =>
  queryOptions({
    queryKey: [...orderKeys.one(id), "bookings"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/{order}/bookings", { params: { path: { order: id } }, signal })),
  });
