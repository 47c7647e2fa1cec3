import { answer, api } from "@gongdan/api/client";
import { Problem } from "@gongdan/api/problem";
import type { Me } from "@gongdan/api/shapes";
import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

const meKey = ["me"] as const;

/** Who is logged in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: meKey,
  staleTime: Infinity,
  async queryFn(): Promise<Me | null> {
    try {
      return await answer(api.GET("/api/v1/me"));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

const endedKey = ["session-ended"] as const;

/** Notes that the server knows the session no more. */
export function noteSessionEnd(client: QueryClient): void {
  if (!client.getQueryData(meKey)) return;
  client.setQueryData(endedKey, true);
  client.setQueryData(meKey, null);
}

/** Whether a session ended by itself since the last log-in. */
export function sessionEnded(client: QueryClient): boolean {
  return client.getQueryData(endedKey) === true;
}

export interface Credentials {
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
}

/** Opens a session; the cookie comes with the answer, then we ask who we are. */
export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn(credentials: Credentials) {
      await answer(api.POST("/api/v1/sessions", { body: credentials }));
      client.clear();
      return client.query({ ...meQuery, staleTime: 0 });
    },
  });
}

/** Ends the session and forgets everything that was read in it. */
export function useLogOut() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn() {
      // files of this person that are on their way go no further; whatever happens to them, the session ends
      await import("@gongdan/upload/ways").then(({ forgetWays }) => forgetWays()).catch(() => undefined);
      await answer(api.DELETE("/api/v1/sessions/current"));
    },
    onSuccess() {
      client.clear();
      client.setQueryData(meKey, null);
    },
  });
}
