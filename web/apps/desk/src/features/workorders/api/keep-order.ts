import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { orderKeys } from "../model/order-keys";

/** Keeps an order that an addition answered with, and has its history read again. */
export function useKeepOrders() {
  const client = useQueryClient();
  return useCallback(
    (order: string, shown: unknown) => {
      client.setQueryData(orderKeys.detail(order), shown);
      void client.invalidateQueries({ queryKey: orderKeys.timeline(order) });
    },
    [client],
  );
}

/** The same for one order. */
export function useKeepOrder(order: string) {
  const keep = useKeepOrders();
  return (shown: unknown) => keep(order, shown);
}
