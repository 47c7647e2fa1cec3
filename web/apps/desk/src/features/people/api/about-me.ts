import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type AboutMe = Schemas["AboutMe"];
export type Spot = Schemas["Spot"];

const own = ["about me"] as const;

export const aboutMeQuery = queryOptions({
  queryKey: [...own, "people"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/people/me", { signal })),
});

/** What dispatch counts of whoever asks. */
export const recordsQuery = queryOptions({
  queryKey: [...own, "records"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/dispatch/about-me", { signal }))).items,
});

function useOwn<Wish>(send: (wish: Wish) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => client.invalidateQueries({ queryKey: own }) });
}

/** Gives where one starts from and where one is; null takes back. */
export function useGivePlaces() {
  return useOwn((body: { home: Spot | null; here: Spot | null }) => answer(api.PUT("/api/v1/people/me/places", { body })));
}

/** Says that one is away from now on, or (with its id) there again. */
export function useOwnAbsence() {
  return useOwn((taken: string | undefined) =>
    taken
      ? answer(api.DELETE("/api/v1/people/me/absences/{absence_id}", { params: { path: { absence_id: taken } } }))
      : answer(api.POST("/api/v1/people/me/absences", { body: { sudden: true } })),
  );
}

export function useContest() {
  return useOwn((body: Schemas["MakeContest"]) => answer(api.POST("/api/v1/people/me/contests", { body })));
}
