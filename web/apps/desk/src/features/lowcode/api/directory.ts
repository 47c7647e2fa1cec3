import { answer, api } from "@gongdan/api/client";
import { queryOptions } from "@tanstack/react-query";

/** The roles of the organisation, for rules that say who acts. */
export const roleNamesQuery = queryOptions({
  queryKey: ["designer", "roles"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/roles", { signal }))).items,
});

/** People whose name or login begins so. */
export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ["designer", "people", q],
    queryFn: async ({ signal }) => {
      const query = { limit: 20, ...(q && { q }) };
      return (await answer(api.GET("/api/v1/users", { params: { query }, signal }))).items.filter(({ disabled }) => !disabled);
    },
  });

/** The order types whose orders a flow may make. */
export const childTypesQuery = queryOptions({
  queryKey: ["designer", "types"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items,
});

/** The services outside that a flow may call. */
export const connectorNamesQuery = queryOptions({
  queryKey: ["designer", "connectors"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/connectors", { signal }))).items,
});
