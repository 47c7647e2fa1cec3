import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { RegisterDoor } from "@gongdan/ui/use-register";
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Person = Schemas["Person"];
export type Working = Person["working"];
export type Absence = Schemas["Absence"];
export type Contest = Schemas["Contest"];
export type NewPerson = Schemas["CreatePerson"];
export type PersonChange = Schemas["ChangePerson"];

const all = ["people register"] as const;

export interface PersonFilter {
  readonly q: string;
  readonly active: boolean;
  readonly skill: string;
}

/** The people under a filter, by name, page by page along the server's cursor. */
export const peopleQuery = ({ q, active, skill }: PersonFilter) =>
  infiniteQueryOptions({
    queryKey: [...all, "list", q, active, skill],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { active, limit: 50, ...(q && { q }), ...(skill && { skill }), ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/people", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    enabled: id !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/people/{person_id}", { params: { path: { person_id: id } }, signal })),
  });

export const personDoor: RegisterDoor<Person, NewPerson, PersonChange> = {
  key: all,
  words: "persons",
  create: (body) => answer(api.POST("/api/v1/people", { body })),
  change(person, body) {
    const params = { path: { person_id: person.id }, header: { "If-Match": `"${person.version}"` } };
    return answer(api.PATCH("/api/v1/people/{person_id}", { params, body }));
  },
};

/** The units by id, with their names. */
export const unitNamesQuery = queryOptions({
  queryKey: ["units", "names"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET("/api/v1/units", { signal }));
    return new Map(items.filter((unit) => !unit.archived).map(({ id, name }) => [id, name] as const));
  },
});

/** The accounts with which somebody may sign in, by a part of their name. */
export const accountsQuery = (q: string) =>
  queryOptions({
    queryKey: ["found", "accounts", q],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { items } = await answer(api.GET("/api/v1/users", { params: { query: { q, limit: 20 } }, signal }));
      return items.map(({ id, name, login }) => ({ value: id, label: `${name} ${login}` }));
    },
  });

/** How an account is called. */
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["found", "account", id],
    enabled: id !== "",
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { name, login } = await answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal }));
      return `${name} ${login}`;
    },
  });

export const absencesQuery = (person: string) =>
  queryOptions({
    queryKey: [...all, person, "absences"],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/people/{person_id}/absences", { params: { path: { person_id: person } }, signal }))).items,
  });

/** Records that somebody is away from now on, or takes an absence back. */
export function useAbsence(person: string) {
  const client = useQueryClient();
  const path = { person_id: person };
  return useMutation({
    mutationFn: async (taken: Absence | undefined) => {
      if (taken) await answer(api.DELETE("/api/v1/people/{person_id}/absences/{absence_id}", { params: { path: { ...path, absence_id: taken.id } } }));
      else await answer(api.POST("/api/v1/people/{person_id}/absences", { params: { path }, body: { sudden: true } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: absencesQuery(person).queryKey }),
  });
}

export const contestsQuery = (person: string) =>
  queryOptions({
    queryKey: [...all, person, "contests"],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/people/{person_id}/contests", { params: { path: { person_id: person } }, signal }))).items,
  });

interface Answered {
  readonly contest: string;
  readonly outcome: "corrected" | "kept";
  readonly answer: string;
}

export function useAnswer(person: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ contest, ...body }: Answered) => {
      const params = { path: { person_id: person, contest_id: contest } };
      return answer(api.POST("/api/v1/people/{person_id}/contests/{contest_id}/answer", { params, body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: contestsQuery(person).queryKey }),
  });
}
