import { answer, api } from "@gongdan/api/client";
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { sessionKeys } from "../model/keys";

/** One's own sessions. */
export const mySessionsQuery = queryOptions({
  queryKey: sessionKeys.mine,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/sessions", { signal })),
});

/** The sessions of one user, for who may change him. */
export const sessionsOfQuery = (user: string) =>
  queryOptions({
    queryKey: sessionKeys.of(user),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/users/{user_id}/sessions", { params: { path: { user_id: user } }, signal })),
  });

/** Everybody's sessions, newest first. */
export const everybodysSessionsQuery = infiniteQueryOptions({
  queryKey: sessionKeys.everybody,
  initialPageParam: "",
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET("/api/v1/sessions/everybody", { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  getNextPageParam: (page) => page.next,
});

export interface SessionToEnd {
  /** Whose it is; left out for one's own. */
  readonly user?: string | undefined;
  /** Which one; left out for all (of one's own: all others). */
  readonly session?: string | undefined;
}

function end({ user, session }: SessionToEnd) {
  if (user && session) {
    const path = { user_id: user, session_id: session };
    return answer(api.DELETE("/api/v1/users/{user_id}/sessions/{session_id}", { params: { path } }));
  }
  if (user) return answer(api.DELETE("/api/v1/users/{user_id}/sessions", { params: { path: { user_id: user } } }));
  if (session) return answer(api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id: session } } }));
  return answer(api.DELETE("/api/v1/sessions/others"));
}

/** Ends a session, or all of them: whoever used it has to log in again. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: end,
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}
