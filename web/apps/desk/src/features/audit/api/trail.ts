import { answer, api } from "@gongdan/api/client";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type TrailFilter, trailQuestion } from "../model/trail-filter";

/** The deeds under a filter, newest first, page by page along the server's cursor. */
export const trailQuery = (filter: TrailFilter, zone: string) =>
  infiniteQueryOptions({
    queryKey: ["trail", filter, zone],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => {
      const query = { ...trailQuestion(filter, zone), limit: 50, ...(pageParam && { cursor: pageParam }) };
      return answer(api.GET("/api/v1/audit", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next,
  });

/** Takes the deeds under a filter out of the house; the server remembers that it was done. */
export function exportTrail(filter: TrailFilter, zone: string, format: "csv" | "jsonl"): Promise<Blob> {
  const body = { format, ...trailQuestion(filter, zone) };
  return answer(api.POST("/api/v1/audit/export", { body, parseAs: "blob" }));
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** People by a part of their name; while others are searched for, those found before stay in sight. */
export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ["trail people", q],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<readonly Choice[]> => {
      const found = await answer(api.GET("/api/v1/users", { params: { query: { q, limit: 20 } }, signal }));
      return found.items.map(({ id, name, login }) => ({ id, name: `${name} (${login})` }));
    },
  });

/** What the person of a filter is called. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["trail person", id],
    staleTime: 60_000,
    enabled: id !== "",
    queryFn: async ({ signal }): Promise<Choice> => {
      const found = await answer(api.GET("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, signal }));
      return { id, name: `${found.name} (${found.login})` };
    },
  });
