import { answer, api } from "@gongdan/api/client";
import type { components } from "@gongdan/api/schema";
import { queryOptions } from "@tanstack/react-query";

type Schemas = components["schemas"];
export type CustomerLink = Schemas["LinkShown"];
export type OpenedLink = Schemas["LinkOpened"];
export type Purpose = "follow" | "look";

const at = (order: string) => ({ params: { path: { order } } });

/** Who may follow an order by a link. */
export const linksQuery = (order: string) =>
  queryOptions({
    queryKey: ["links", order],
    queryFn: async () => (await answer(api.GET("/api/v1/orders/{order}/links", at(order)))).items,
  });

export function issueLink(order: string, purpose: Purpose, locale: string): Promise<OpenedLink> {
  return answer(api.POST("/api/v1/orders/{order}/links", { ...at(order), body: { purpose, locale, days: null } }));
}

export async function revokeLink(link: string): Promise<void> {
  await answer(api.DELETE("/api/v1/links/{link}", { params: { path: { link } } }));
}
