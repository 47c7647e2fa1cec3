import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Replay = Schemas["ReplayShown"];
export type ReplayGroup = Schemas["ReplayGroup"];

const all = ["replays"] as const;
/** How often a replay that the worker has in hand is asked about, in ms. */
const pulse = 700;
const at = (replay: string) => ({ params: { path: { replay } } });

/** One's replays of a definition, newest first. */
export const replaysQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, "of", key],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/replays", { params: { query: { key } }, signal }))).items,
  });

/** One replay; while the worker has it in hand, again and again. */
export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/replays/{replay}", { ...at(id), signal })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? pulse : false),
  });

/** The order types of which there may be orders: those that were published. */
export const pastTypesQuery = queryOptions({
  queryKey: [...all, "types"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items.filter(({ version }) => version !== null),
});

export interface Span {
  readonly key: string;
  /** The type of the orders. */
  readonly orders_of: string;
  readonly after: string;
  readonly before: string;
  readonly activities: Record<string, string>;
}

function useSend<In>(send: (input: In) => Promise<Replay>, onDone: (done: Replay) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(done) {
      client.setQueryData(replayQuery(done.id).queryKey, done);
      onDone(done);
      await client.invalidateQueries({ queryKey: replaysQuery(done.key).queryKey });
    },
  });
}

export const useReplay = (onDone: (done: Replay) => void) => useSend((body: Span) => answer(api.POST("/api/v1/replays", { body })), onDone);

export const useStop = (id: string) => useSend(() => answer(api.POST("/api/v1/replays/{replay}/stop", at(id))));
