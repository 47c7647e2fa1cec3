import { answer, api } from "@gongdan/api/client";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { privacyKeys } from "../model/keys";

/** The rules in force, whom nobody needs any more, and the runs so far. */
export const retentionQuery = queryOptions({
  queryKey: privacyKeys.retention,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/retention", { signal })),
});

/** Proposes to let go whoever is due; another person approves. */
export function usePropose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/retention/runs")),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.retention }),
  });
}

/** Approves what somebody else proposed, and erases. */
export function useApprove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (run: string) =>
      answer(api.POST("/api/v1/retention/runs/{run_id}/approve", { params: { path: { run_id: run } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.all }),
  });
}
