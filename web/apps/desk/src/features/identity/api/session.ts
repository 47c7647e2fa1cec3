import { answer, api } from "@gongdan/api/client";
import { Problem } from "@gongdan/api/problem";
import type { Me } from "@gongdan/api/shapes";
import { forgetBegun } from "@gongdan/ui/use-begun";
import { focusManager, type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

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

/**
 * Notes that the server knows the session no more; whose it was is remembered until somebody logs in. Who still has
 * to choose his own password has no page to come back to.
 */
export function noteSessionEnd(client: QueryClient): void {
  const reader = client.getQueryData<Me | null>(meKey);
  if (!reader) return;
  focusManager.setFocused(false); // nothing asks on by itself
  if (!reader.must_change_password) {
    client.setQueryDefaults(endedKey, { gcTime: Infinity });
    client.setQueryData(endedKey, reader);
  }
  client.setQueryData(meKey, null);
}

/** Whose session ended by itself since the last log-in. */
export function endedReader(client: QueryClient): Me | undefined {
  return client.getQueryData<Me>(endedKey);
}

/** Lets in who proved who he is: what another one read is forgotten first, his own is read again. */
export async function letIn(client: QueryClient, me: Me): Promise<void> {
  if (endedReader(client)?.id !== me.id) {
    // not all: who looks at `me` would go on looking at a memory that is gone
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
    forgetBegun();
  }
  client.removeQueries({ queryKey: endedKey });
  client.setQueryData(meKey, me);
  focusManager.setFocused(undefined);
  await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
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
      const me = await answer(api.GET("/api/v1/me"));
      void letIn(client, me);
      return me;
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
      forgetBegun();
      client.clear();
      client.setQueryData(meKey, null);
    },
  });
}
