import { answer, api } from "@gongdan/api/client";
import type { OrderQuery, OrderRow } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** So many of the open orders are looked through; with more, the page says so. */
export const mostOpen = 200;

const questions = {
  open: { status: "open", limit: mostOpen },
  mine: { status: "open", assignee: "me", limit: 50 },
  reported: { status: "open", reporter: "me", limit: 20 },
} as const satisfies Readonly<Record<string, OrderQuery>>;

/** One of the short lists from which the day is put together. */
export const todayQuery = (which: keyof typeof questions) =>
  queryOptions({
    queryKey: [...orderKeys.lists, "today", which],
    queryFn: async ({ signal }): Promise<readonly OrderRow[]> => {
      return (await answer(api.GET("/api/v1/orders", { params: { query: questions[which] }, signal }))).items;
    },
  });
