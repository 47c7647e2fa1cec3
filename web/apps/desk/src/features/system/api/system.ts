import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Letter = Schemas["Letter"];
export type Work = Schemas["WorkState"];
export type Storage = Schemas["StorageState"];

/** How often an open page looks again, in ms. */
const look = 10_000;

export const workQuery = queryOptions({
  queryKey: ["system", "work"],
  refetchInterval: look,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/work", { signal })),
});

export const storageQuery = queryOptions({
  queryKey: ["system", "storage"],
  refetchInterval: look,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/system/storage", { signal })),
});

/** The log in the words of the auditor's page: its length, what is not signed yet, and the witness. */
export const logQuery = queryOptions({
  queryKey: ["system", "log"],
  refetchInterval: look,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/log/state", { signal })),
});

export const lettersQuery = (discarded: boolean) =>
  queryOptions({
    queryKey: ["system", "letters", discarded],
    refetchInterval: look,
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/dead-letters", { params: { query: { discarded } }, signal }))).items,
  });

const at = (letter: string) => ({ params: { path: { letter } } });
export const resendLetter = (id: string) => answer(api.POST("/api/v1/dead-letters/{letter}/resend", at(id)));
export const restoreLetter = (id: string) => answer(api.POST("/api/v1/dead-letters/{letter}/restore", at(id)));
export const discardLetter = (id: string, reason: string) =>
  answer(api.POST("/api/v1/dead-letters/{letter}/discard", { ...at(id), body: { reason } }));

/** Sends something about the machine room; what the pages know of it is read again afterwards. */
export function useSystemAct<In, Out>(send: (input: In) => Promise<Out>, onDone: (out: Out, input: In) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ["system"] }),
  });
}
