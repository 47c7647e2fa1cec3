import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Thread = Schemas["PinnedThread"];

const at = (key: string, thread: string) => ({ params: { path: { key, thread } } });

/** What was said about a definition, each thread with its place. */
export const threadsQuery = (key: string) =>
  queryOptions({
    queryKey: ["order types", key, "comments"],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions/{key}/comments", { params: { path: { key } }, signal }))).items,
  });

/** What can be said: something new at a place, an answer, that a thread is settled or that it is not. */
export type Saying =
  | { readonly kind: "pin"; readonly place: string; readonly text: string }
  | { readonly kind: "reply"; readonly thread: string; readonly text: string }
  | { readonly kind: "resolve" | "reopen"; readonly thread: string };

function say(key: string, saying: Saying): Promise<unknown> {
  switch (saying.kind) {
    case "pin": {
      const { place, text } = saying;
      return answer(api.POST("/api/v1/definitions/{key}/comments", { params: { path: { key } }, body: { place, text } }));
    }
    case "reply":
      return answer(api.POST("/api/v1/definitions/{key}/comments/{thread}/reply", { ...at(key, saying.thread), body: { text: saying.text } }));
    case "resolve":
      return answer(api.POST("/api/v1/definitions/{key}/comments/{thread}/resolve", at(key, saying.thread)));
    case "reopen":
      return answer(api.POST("/api/v1/definitions/{key}/comments/{thread}/reopen", at(key, saying.thread)));
  }
}

/** Says something; the threads are read again. */
export function useSay(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (saying: Saying) => say(key, saying),
    onSuccess: () => client.invalidateQueries({ queryKey: threadsQuery(key).queryKey }),
  });
}
