import { answer, api } from "@gongdan/api/client";
import type { FileShown } from "@gongdan/api/shapes";
import { queryOptions, useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Shot } from "../model/evidence";
import { useKeepOrder, useKeepOrders } from "./keep-order";

interface Place {
  readonly latitude: string;
  readonly longitude: string;
  readonly accuracy: number;
}

/** Makes uploaded files evidence of an order; adding never contradicts, so no version is named. */
export function useAddEvidence() {
  const keep = useKeepOrders();
  return useCallback(
    async (order: string, file: string, { kind, node, label, personal = false }: Shot) => {
      const params = { path: { order }, header: { "Idempotency-Key": `evidence-${file}` } };
      const body = { file, kind, node, label, personal };
      keep(order, await answer(api.POST("/api/v1/orders/{order}/evidence", { params, body })));
    },
    [keep],
  );
}

export function useCheckIn(order: string) {
  const keep = useKeepOrder(order);
  return useMutation({
    mutationFn: (place: Place) =>
      answer(api.POST("/api/v1/orders/{order}/check-in", { params: { path: { order } }, body: { ...place, node: "" } })),
    onSuccess: keep,
  });
}

/** What a file is: its name, what a scanner said, what it claims of itself. */
export const fileQuery = (file: string) =>
  queryOptions<FileShown>({
    queryKey: ["files", file],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/files/{file}/about", { params: { path: { file } }, signal })),
    staleTime: Infinity,
  });
