import { answer, api } from "@gongdan/api/client";
import type { BulkRow, OrderRow } from "@gongdan/api/shapes";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

export interface BulkToSend {
  readonly act: string;
  readonly rows: readonly OrderRow[];
  readonly command: Readonly<Record<string, unknown>>;
  /** One for each press of the button: the same request sent twice acts once. */
  readonly key: string;
}

/** Sends one act to many orders; each has its own answer. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, rows, command, key }: BulkToSend): Promise<readonly BulkRow[]> => {
      const items = rows.map(({ id, version }) => ({ id, version }));
      const params = { header: { "Idempotency-Key": key } };
      return (await answer(api.POST("/api/v1/orders/bulk", { params, body: { act, items, command } }))).items;
    },
    onSettled: () => void client.invalidateQueries({ queryKey: orderKeys.all }),
  });
}
