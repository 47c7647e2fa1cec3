import { answer, api } from "@gongdan/api/client";
import type { KeptView } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export interface ViewDraft {
  readonly name: string;
  readonly query: string;
  readonly shared: string;
}

const key = ["views"] as const;

/** The saved views that the reader sees, in the reader's own order. */
export const keptViewsQuery = queryOptions({
  queryKey: key,
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/views", { signal }))).items,
});

const named = (view: KeptView) => ({ params: { path: { view_id: view.id } } });

/** What can be done with saved views; each act reads the list anew. */
export function useKeptViews() {
  const client = useQueryClient();
  const fresh = { onSettled: () => client.invalidateQueries({ queryKey: key }) };
  const save = useMutation({ ...fresh, mutationFn: (body: ViewDraft) => answer(api.POST("/api/v1/views", { body })) });
  const change = useMutation({
    ...fresh,
    mutationFn: ({ view, body }: { view: KeptView; body: ViewDraft }) => {
      const params = { path: { view_id: view.id }, header: { "If-Match": `"${view.version}"` } };
      return answer(api.PUT("/api/v1/views/{view_id}", { params, body }));
    },
  });
  const remove = useMutation({
    ...fresh,
    mutationFn: (view: KeptView) => answer(api.DELETE("/api/v1/views/{view_id}", named(view))),
  });
  const restore = useMutation({
    ...fresh,
    mutationFn: (view: KeptView) => answer(api.POST("/api/v1/views/{view_id}/restore", named(view))),
  });
  const arrange = useMutation({
    ...fresh,
    mutationFn: (body: { ids: string[]; default: string | null }) => answer(api.PUT("/api/v1/views/order", { body })),
  });
  return { save, change, remove, restore, arrange };
}
