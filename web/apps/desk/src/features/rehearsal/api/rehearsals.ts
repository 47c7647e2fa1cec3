import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import type { Bundle } from "@gongdan/flow-model/bundle";
import { queryOptions, skipToken, useMutation, useQueryClient } from "@tanstack/react-query";

export type Rehearsal = Schemas["RehearsalShown"];
export type OpenStep = Schemas["RehearsedStep"];
export type StandIn = Schemas["StandInShown"];
export type Deed = Schemas["DeedOfStandIn"];
export type Waits = Schemas["RehearsedWaiting"];
export type Answer = Schemas["RehearsedAnswer"];
export type Failure = Exclude<NonNullable<Deed["failure"]>, "">;
export type Trouble = Schemas["TroubleShown"];

const all = ["rehearsals"] as const;
const at = (rehearsal: string) => ({ params: { path: { rehearsal } } });

/** The draft that is tried: what its report asks for has to be known before anything is begun. */
export const draftQuery = (key: string) =>
  queryOptions({
    queryKey: [...all, "draft", key],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/definitions/{key}/draft", { params: { path: { key } }, signal }))) as unknown as Bundle,
  });

/** What a template brings along to be tried with; nothing where the draft was begun with none. */
export const samplesQuery = (template: string) =>
  queryOptions({
    queryKey: [...all, "samples", template],
    staleTime: Infinity,
    queryFn: template
      ? async ({ signal }) => (await answer(api.GET("/api/v1/definition-templates/{template}", { params: { path: { template } }, signal }))).samples
      : skipToken,
  });

export const rehearsalQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/rehearsals/{rehearsal}", { ...at(id), signal })),
  });

/** Does something with a rehearsal; what the answer says of it is shown at once. */
function useSend<In>(send: (input: In) => Promise<Rehearsal>, onDone: (done: Rehearsal) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess(done) {
      client.setQueryData(rehearsalQuery(done.id).queryKey, done);
      onDone(done);
    },
  });
}

export interface Report {
  readonly key: string;
  readonly title: string;
  readonly urgency: number;
  readonly impact: number;
  readonly fields: Record<string, unknown>;
}

export const useBegin = (onDone: (done: Rehearsal) => void) =>
  useSend((body: Report) => answer(api.POST("/api/v1/rehearsals", { body })), onDone);

export const useDeed = (id: string, onDone?: () => void) =>
  useSend((body: Partial<Deed> & Pick<Deed, "by" | "act">) => answer(api.POST("/api/v1/rehearsals/{rehearsal}/acts", { ...at(id), body })), onDone);

/** Moves the clock by seconds; without, to when the next timer fires. */
export const useClock = (id: string) =>
  useSend((seconds: number | undefined) =>
    answer(api.POST("/api/v1/rehearsals/{rehearsal}/clock", { ...at(id), body: seconds === undefined ? {} : { seconds } })),
  );

export const useUndo = (id: string) => useSend(() => answer(api.POST("/api/v1/rehearsals/{rehearsal}/undo", at(id))));

export const useRestart = (id: string) =>
  useSend((body: { newest: boolean; keep: boolean }) => answer(api.POST("/api/v1/rehearsals/{rehearsal}/restart", { ...at(id), body })));
