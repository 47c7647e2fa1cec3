import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Absence = Schemas["Absence"];

/** As the people register names what it keeps of somebody. */
const register = ["people register"] as const;
const board = ["day-plans", "board"] as const;

export const absencesQuery = (person: string) =>
  queryOptions({
    queryKey: [...register, person, "absences"],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/people/{person_id}/absences", { params: { path: { person_id: person } }, signal }))).items,
  });

export type AbsenceAct = { readonly record: { readonly begins: string | null; readonly ends: string } } | { readonly remove: Absence };

/** Says in the people register that somebody is away, or there after all; the board is read anew. */
export function useAbsenceAct(person: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (what: AbsenceAct) => {
      const path = { person_id: person };
      if ("remove" in what) await answer(api.DELETE("/api/v1/people/{person_id}/absences/{absence_id}", { params: { path: { ...path, absence_id: what.remove.id } } }));
      else await answer(api.POST("/api/v1/people/{person_id}/absences", { params: { path }, body: { ...what.record, sudden: true } }));
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: [...register, person] }), client.invalidateQueries({ queryKey: board })]),
  });
}
