import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type DemandPage = Schemas["DemandPage"];
export type DemandLine = Schemas["DemandLine"];
export type Correction = Schemas["DemandCorrection"];
export type Settings = Schemas["RosterSettingsShown"];

const all = ["roster-needs"] as const;

export const demandQuery = queryOptions({
  queryKey: [...all, "demand"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/rosters/demand", { signal })),
});

export const settingsQuery = queryOptions({
  queryKey: [...all, "settings"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/rosters/settings", { signal })),
});

export function useCorrect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["CorrectDemand"]) => answer(api.POST("/api/v1/rosters/demand/corrections", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

export function useTakeBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (correction_id: string) =>
      answer(api.DELETE("/api/v1/rosters/demand/corrections/{correction_id}", { params: { path: { correction_id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

export function useSetSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SetRosterSettings"]) => answer(api.PUT("/api/v1/rosters/settings", { body })),
    onSuccess: async (settings) => {
      client.setQueryData(settingsQuery.queryKey, settings);
      await client.invalidateQueries({ queryKey: demandQuery.queryKey });
    },
  });
}
