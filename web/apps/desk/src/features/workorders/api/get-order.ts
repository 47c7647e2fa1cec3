import { answer, api } from "@gongdan/api/client";
import type { Holding, TimelineItem } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** One order with all that may be seen of it, and the acts that the reader may do now. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.detail(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/{order}", { params: { path: { order: id } }, signal })),
  });

/** The order as it stood after one of its events; it never changes any more. */
export const orderAtQuery = (id: string, at: number) =>
  queryOptions({
    queryKey: orderKeys.at(id, at),
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/orders/{order}", { params: { path: { order: id }, query: { at } }, signal })),
  });

export interface History {
  /** Oldest first. */
  readonly items: readonly TimelineItem[];
  readonly holders: readonly Holding[];
}

interface Page extends History {
  readonly next: number | null;
}

/** Everything that happened to one order, and who held it. */
export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.timeline(id),
    queryFn: async ({ signal }): Promise<History> => {
      const items: TimelineItem[] = [];
      let holders: readonly Holding[] = [];
      let after: number | null = 0;
      while (after !== null) {
        const params = { path: { order: id }, query: { after } };
        const page: Page = await answer(api.GET("/api/v1/orders/{order}/timeline", { params, signal }));
        items.push(...page.items);
        // a page knows the holders up to its own end: the last one knows all
        holders = page.holders;
        after = page.next;
      }
      return { items, holders };
    },
  });
