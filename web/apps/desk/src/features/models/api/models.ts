import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Models = Schemas["Models"];
export type ModelLine = Schemas["ModelLine"];
export type Plugged = Schemas["PluggedShown"];
export type Check = Schemas["ModelCheck"];
export type Figures = Schemas["Figures"];
export type ChoiceShown = Plugged["choices"][number];
export type Share = Schemas["Share"];
export type Manifest = Schemas["Manifest"];
export type Answer = Schemas["ModelAnswer"];

const all = ["models"] as const;
/** How often a model that the worker checks is asked about, in ms. */
const pulse = 800;

/** Models by name, those that are here or those that were deleted; a tenant has a hundred at most. */
const listed = (deleted: boolean) =>
  queryOptions({
    queryKey: [...all, "list", deleted] as const,
    queryFn: ({ signal }): Promise<Models> => answer(api.GET("/api/v1/models", { params: { query: { limit: 100, deleted } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === "checking") ? pulse : false),
  });
export const modelsQuery = listed(false);
export const deletedQuery = listed(true);

/** One model; while it is checked again and again, and as a pilot now and then, for its figures move. */
export const modelQuery = (model: string) =>
  queryOptions({
    queryKey: [...all, model] as const,
    queryFn: ({ signal }): Promise<Plugged> => answer(api.GET("/api/v1/models/{model}", { params: { path: { model } }, signal })),
    refetchInterval: ({ state }) => {
      const at = state.data?.model.state;
      return at === "checking" ? pulse : at === "pilot" || at === "live" ? 5_000 : false;
    },
  });

/** Sends something about a model; what the answer says of it is shown at once. */
function useSend<In>(send: (input: In) => Promise<Plugged>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(plugged) {
      client.setQueryData(modelQuery(plugged.model.id).queryKey, plugged);
      await client.invalidateQueries({ queryKey: [...all, "list"] });
    },
  });
}

interface Plug {
  readonly file: string;
  readonly manifest: Manifest;
}

export const usePlug = () => useSend((body: Plug) => answer(api.POST("/api/v1/models", { body })));

/** What can be done with a model; the check needs no reason. */
export type Act = "checking" | "pilot" | "live" | "out" | "deleted";

interface Moved {
  readonly act: Act;
  readonly reason: string;
}

export const useMove = (model: string) =>
  useSend(({ act, reason }: Moved) => {
    const [params, body] = [{ path: { model } }, { reason }];
    if (act === "checking") return answer(api.POST("/api/v1/models/{model}/check", { params }));
    if (act === "pilot") return answer(api.POST("/api/v1/models/{model}/pilot", { params, body }));
    if (act === "live") return answer(api.POST("/api/v1/models/{model}/live", { params, body }));
    if (act === "deleted") return answer(api.POST("/api/v1/models/{model}/delete", { params, body }));
    return answer(api.POST("/api/v1/models/{model}/out", { params, body }));
  });

interface Asked {
  readonly text: string;
  readonly numbers: number[][];
}

export const useAsk = (model: string) =>
  useMutation({
    mutationFn: (body: Asked): Promise<Answer> => answer(api.POST("/api/v1/models/{model}/ask", { params: { path: { model } }, body })),
  });
