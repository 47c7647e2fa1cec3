import { answer, api } from "@gongdan/api/client";
import type { ReportBody } from "@gongdan/api/shapes";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

export interface Report {
  /** One key per filled-in form: sending it twice makes one order. */
  readonly key: string;
  readonly body: ReportBody;
}

/** Reports an order; the answer is the new order. */
export function useReportOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, body }: Report) =>
      answer(api.POST("/api/v1/orders", { params: { header: { "Idempotency-Key": key } }, body })),
    onSuccess(order) {
      client.setQueryData(orderKeys.detail(order.id), order);
      void client.invalidateQueries({ queryKey: orderKeys.lists });
    },
  });
}
