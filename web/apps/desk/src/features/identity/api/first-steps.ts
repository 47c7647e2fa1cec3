import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";
import { plainFirst } from "@gongdan/forms/core/plain-first";
import type { Found } from "../model/first-steps";

const few = { params: { query: { limit: 2 } } };

/** What an organisation has of all that its first order needs. */
export const firstStepsQuery = queryOptions({
  queryKey: ["first-steps"],
  staleTime: 0,
  async queryFn(): Promise<Found> {
    const [units, users, definitions, assets, orders, archived] = await Promise.all([
      answer(api.GET("/api/v1/units")),
      answer(api.GET("/api/v1/users", few)),
      answer(api.GET("/api/v1/definitions")),
      answer(api.GET("/api/v1/assets", few)),
      answer(api.GET("/api/v1/orders", few)),
      answer(api.GET("/api/v1/orders", { params: { query: { limit: 1, status: "archived" } } })),
    ]);
    return {
      units: units.items.length > 0,
      people: users.items.length > 1,
      definition: definitions.items.some((each) => each.status === "published"),
      asset: assets.items.length > 0,
      order: orders.items.length > 0,
      archived: archived.items.length > 0,
    };
  },
});

/** The kinds of order by which new ones start, the plain one first. */
export const orderTypesQuery = queryOptions({
  queryKey: ["first-steps", "order types"],
  queryFn: async () => plainFirst((await answer(api.GET("/api/v1/definitions"))).items.filter((each) => each.status === "published")),
});
