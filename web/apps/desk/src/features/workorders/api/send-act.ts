import { answer, api } from "@gongdan/api/client";
import { WishKey } from "@gongdan/api/new-key";
import { type Act, pathOfAct } from "@gongdan/api/shapes";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { orderKeys } from "../model/order-keys";

export interface ActToSend {
  readonly id: string;
  readonly act: Act;
  /** The version that the sender saw; another one on the server refuses the act (412). */
  readonly version: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Sends an act to an order; the answer is the order as it stands after it. Sent again after an answer got lost, it is
 * answered as the first time: nobody is told that "somebody" was faster who was himself.
 */
export function useSendAct() {
  const client = useQueryClient();
  const [key] = useState(() => new WishKey());
  return useMutation({
    mutationFn: ({ id, act, version, body }: ActToSend) => {
      const params = { path: { order: id }, header: { "If-Match": `"${version}"`, "Idempotency-Key": key.of(id, act, version, body) } };
      if (act === "amend") return answer(api.PATCH("/api/v1/orders/{order}", { params, body }));
      return answer(api.POST(`/api/v1/orders/{order}/${pathOfAct(act)}`, { params, body }));
    },
    onSuccess(order, { id }) {
      key.answered();
      client.setQueryData(orderKeys.detail(id), order);
      void client.invalidateQueries({ queryKey: orderKeys.timeline(id) });
      void client.invalidateQueries({ queryKey: orderKeys.lists });
    },
  });
}
