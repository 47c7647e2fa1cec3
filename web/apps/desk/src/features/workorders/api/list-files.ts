import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

export type OrderFiles = Schemas["OrderFiles"];

/** The files of the orders on one page of the list; it is read again with the list. */
export const filesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: orderKeys.files(ids),
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/orders/files", { params: { query: { order: [...ids] } }, signal }))).items,
  });
