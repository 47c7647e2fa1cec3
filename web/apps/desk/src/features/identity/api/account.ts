import { answer, api } from "@gongdan/api/client";
import type { MeChange } from "@gongdan/api/shapes";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { meQuery } from "./session";

/** Changes one's own name, language, time zone; taking it back sends the ones from before. */
export function useSaveMe() {
  const client = useQueryClient();
  const send = async (body: MeChange) => {
    const me = await answer(api.PATCH("/api/v1/me", { body }));
    client.setQueryData(meQuery.queryKey, me);
    return me;
  };
  return useMutation({
    async mutationFn({ before, after }: { before: MeChange; after: MeChange }) {
      await send(after);
      return { undo: () => send(before) };
    },
  });
}

/** Replaces one's own password; all other sessions end. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn(body: { old: string; new: string }) {
      await answer(api.POST("/api/v1/me/password", { body }));
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}
