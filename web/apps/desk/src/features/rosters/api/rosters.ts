import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Roster = Schemas["RosterShown"];
export type RosterLine = Schemas["RosterLine"];
export type Duty = Schemas["DutyShown"];
export type Person = Schemas["RosteredPerson"];
export type Kind = Schemas["ShiftKind"];
export type Gap = Schemas["GapShown"];
export type Need = Schemas["NeedShown"];
export type Broken = Schemas["BrokenRule"];
export type Change = Schemas["ChangeDuty"];
export type Draft = Schemas["DraftRoster"];

const all = ["rosters"] as const;
/** How often a search is looked at (ms). */
const pulse = 1000;
const at = (roster_id: string) => ({ path: { roster_id } });
const seen = (roster: Roster) => ({ params: { ...at(roster.id), header: { "If-Match": `"${roster.version}"` } } });

export const isSearching = ({ search }: { readonly search: string }) => search === "waiting" || search === "searching";

export const rostersQuery = queryOptions({
  queryKey: [...all, "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/rosters", { signal }))).items,
});

export const rosterQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, "roster", id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/rosters/{roster_id}", { params: at(id), signal })),
    refetchInterval: ({ state }) => (state.data && isSearching(state.data) ? pulse : false),
  });

/** What somebody could have on a day, and what is in the way of the rest. */
export const choicesQuery = (roster: Roster, person: string, day: number) =>
  queryOptions({
    queryKey: [...all, "choices", roster.id, roster.version, person, day],
    queryFn: async ({ signal }) => {
      const params = { ...at(roster.id), query: { person, day } };
      return (await answer(api.GET("/api/v1/rosters/{roster_id}/choices", { params, signal }))).items;
    },
  });

/** Sends an act; what the answer says of the roster is shown at once. */
function useSend<In>(send: (input: In) => Promise<Roster>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (roster) => {
      client.setQueryData(rosterQuery(roster.id).queryKey, roster);
      await client.invalidateQueries({ queryKey: rostersQuery.queryKey });
    },
  });
}

export const useDraft = () => useSend((body: Draft) => answer(api.POST("/api/v1/rosters", { body })));

export const useChange = (roster: Roster) =>
  useSend((body: Change) => answer(api.PUT("/api/v1/rosters/{roster_id}/duty", { ...seen(roster), body })));

export const useLock = (roster: Roster) =>
  useSend((body: Schemas["LockDay"]) => answer(api.PUT("/api/v1/rosters/{roster_id}/lock", { ...seen(roster), body })));

export const useSolve = (roster: Roster) =>
  useSend((seconds: number) => answer(api.POST("/api/v1/rosters/{roster_id}/solve", { ...seen(roster), body: { seconds } })));

export const useRepair = (roster: Roster) =>
  useSend((seconds: number) => answer(api.POST("/api/v1/rosters/{roster_id}/repair", { params: at(roster.id), body: { seconds } })));

/** Lets a roster count; where it holds no more, it is read anew, so that the page says what changed. */
export function usePublish(roster: Roster) {
  const client = useQueryClient();
  const { queryKey } = rosterQuery(roster.id);
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/rosters/{roster_id}/publish", seen(roster))),
    onSuccess: (published) => client.setQueryData(queryKey, published),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  });
}

export function useThrowAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE("/api/v1/rosters/{roster_id}", { params: at(id) })),
    onSuccess: () => client.invalidateQueries({ queryKey: rostersQuery.queryKey }),
  });
}
