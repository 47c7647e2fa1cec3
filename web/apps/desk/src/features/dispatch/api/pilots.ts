import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Pilots = Schemas["Pilots"];
export type PilotCategory = Schemas["PilotCategory"];
export type Share = Schemas["Share"];

/** How the categories of an order type would do by themselves. */
export const pilotsQuery = (type_key: string) =>
  queryOptions({
    queryKey: ["dispatch", "pilots", type_key],
    enabled: type_key !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/dispatch/pilots", { params: { query: { type_key } }, signal })),
  });

/** The units by id, with their names. */
export const unitsQuery = queryOptions({
  queryKey: ["units", "names"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET("/api/v1/units", { signal }));
    return new Map(items.filter((unit) => !unit.archived).map(({ id, name }) => [id, name] as const));
  },
});

function useKeep(type_key: string) {
  const client = useQueryClient();
  return (pilots: Pilots) => {
    client.setQueryData(pilotsQuery(type_key).queryKey, pilots);
    return client.invalidateQueries({ queryKey: ["dispatch", "policies"] });
  };
}

/** Turns a pilot into an automatic policy from a sureness on. */
export function useGoLive(type_key: string) {
  const onSuccess = useKeep(type_key);
  return useMutation({
    mutationFn: (category: { category: string; threshold: number }) =>
      answer(api.POST("/api/v1/dispatch/pilots/live", { body: { type_key, categories: [category] } })),
    onSuccess,
  });
}

/** Turns an automatic policy back into a pilot. */
export function useGoBack(type_key: string) {
  const onSuccess = useKeep(type_key);
  return useMutation({
    mutationFn: (category: string) => answer(api.POST("/api/v1/dispatch/pilots/back", { body: { type_key, categories: [category] } })),
    onSuccess,
  });
}

interface Scope {
  readonly category: string;
  readonly threshold: number;
  readonly unit: string | null;
  readonly share: number;
}

/** Has a category predicted in silence, for a unit or a share of the orders. */
export function useStartPilot(type_key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: Scope) => answer(api.PUT("/api/v1/dispatch/policies", { body: { type_key, mode: "pilot", ...scope } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["dispatch"] }),
  });
}
