import { answer, api } from "@gongdan/api/client";
import type { TimelineItem } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

/** One order with all that may be seen of it, and the acts that the reader may do now. */
export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.detail(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/orders/{order}", { params: { path: { order: id } }, signal })),
  });

interface Page {
  readonly items: readonly TimelineItem[];
  readonly next: number | null;
}

/** Everything that happened to one order, oldest first. */
export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: orderKeys.timeline(id),
    queryFn: async ({ signal }) => {
      const items: TimelineItem[] = [];
      let after: number | null = 0;
      while (after !== null) {
        const params = { path: { order: id }, query: { after } };
        const page: Page = await answer(api.GET("/api/v1/orders/{order}/timeline", { params, signal }));
        items.push(...page.items);
        after = page.next;
      }
      return items;
    },
  });
