import { answer, api } from "@gongdan/api/client";
import { WishKey } from "@gongdan/api/new-key";
import type { Addition, OrderDetail, Pairing } from "@gongdan/api/shapes";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { orderKeys } from "../model/order-keys";

type Body = Readonly<Record<string, unknown>>;

export interface AdditionToSend {
  readonly addition: Addition;
  readonly body: Body;
}

/** What an order looks like after something was sent to it: kept, and what hangs on it read again. */
function keep(client: QueryClient, order: OrderDetail): void {
  client.setQueryData(orderKeys.detail(order.id), order);
  void client.invalidateQueries({ queryKey: orderKeys.one(order.id), predicate: ({ queryKey }) => queryKey[3] !== "detail" });
  void client.invalidateQueries({ queryKey: orderKeys.lists });
}

/** Adds something beside the loop: a comment, a watcher, a booking. Sent twice by a bad line, it is added once. */
export function useAddition(id: string) {
  const client = useQueryClient();
  const [key] = useState(() => new WishKey());
  return useMutation({
    mutationFn: ({ addition, body }: AdditionToSend) => {
      const params = { path: { order: id }, header: { "Idempotency-Key": key.of(id, addition, body) } };
      return answer(api.POST(`/api/v1/orders/{order}/${addition}`, { params, body: body as never }));
    },
    onSuccess: (order) => { key.answered(); keep(client, order); },
  });
}

export interface PairingToSend {
  readonly pairing: Pairing;
  /** The version that the sender saw. */
  readonly version: number;
  readonly body: Body;
}

/** Splits an order, merges it into another, or takes it out again. */
export function usePairing(id: string) {
  const client = useQueryClient();
  const [key] = useState(() => new WishKey());
  return useMutation({
    mutationFn: ({ pairing, version, body }: PairingToSend) => {
      const params = { path: { order: id }, header: { "If-Match": `"${version}"`, "Idempotency-Key": key.of(id, pairing, version, body) } };
      return answer(api.POST(`/api/v1/orders/{order}/${pairing}`, { params, body: body as never }));
    },
    onSuccess: (order) => { key.answered(); keep(client, order); },
  });
}
