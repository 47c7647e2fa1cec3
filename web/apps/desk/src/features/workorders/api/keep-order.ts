import { useQueryClient } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** Keeps the order that an addition answered with, and has its history read again. */
export function useKeepOrder(order: string) {
  const client = useQueryClient();
  return (shown: unknown) => {
    client.setQueryData(orderKeys.detail(order), shown);
    void client.invalidateQueries({ queryKey: orderKeys.timeline(order) });
  };
}
