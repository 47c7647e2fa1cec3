import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Learning = Schemas["LearningShown"];
export type News = Schemas["NewsShown"];
export type Trial = Schemas["TrialShown"];
export type TriageTrial = Schemas["TriageTrialShown"];
export type Model = Schemas["ModelShown"];
export type Interval = Schemas["Interval"];

/** Everything that the learning page shows; while it learns, it is asked again until that is done. */
export const learningQuery = queryOptions({
  queryKey: ["dispatch", "learning"] as const,
  queryFn: ({ signal }): Promise<Learning> => answer(api.GET("/api/v1/dispatch/learning", { signal })),
  refetchInterval: ({ state }) => (state.data?.learning ? 1_500 : false),
});

export function useLearnNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/dispatch/learning/now")),
    onSuccess: (learning) => client.setQueryData(learningQuery.queryKey, learning),
  });
}

/** What can be decided about a version. */
export type ModelAct = "promote" | "roll-back";

interface Decided {
  readonly act: ModelAct;
  readonly model: Model["model"];
  readonly version: number;
  readonly reason: string;
}

/** Lets a version go on one stage, or takes it back; the page is told how it stands then. */
export function useDecideModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, model, version, reason }: Decided) => {
      const sent = { params: { path: { model, version } }, body: { reason } };
      return act === "promote"
        ? answer(api.POST("/api/v1/dispatch/learning/{model}/{version}/promote", sent))
        : answer(api.POST("/api/v1/dispatch/learning/{model}/{version}/roll-back", sent));
    },
    onSuccess: (learning) => client.setQueryData(learningQuery.queryKey, learning),
  });
}
