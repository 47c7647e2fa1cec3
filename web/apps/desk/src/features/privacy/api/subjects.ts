import { answer, api } from "@gongdan/api/client";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { privacyKeys } from "../model/keys";
import type { Wanted } from "../model/wanted";

/** What is held of a person, what was agreed, who looked, how far an erasure went. */
export const subjectQuery = (id: string) =>
  queryOptions({
    queryKey: privacyKeys.subject(id),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/subjects/{subject_id}", { params: { path: { subject_id: id } }, signal })),
  });

/** The names of those who work here, by id: the trail names people by ids alone. */
export const namesQuery = queryOptions({
  queryKey: privacyKeys.names,
  queryFn: async ({ signal }) => {
    const params = { query: { limit: 200 } };
    const page = await answer(api.GET("/api/v1/users", { params, signal }));
    return new Map(page.items.map((each) => [each.id, each.name]));
  },
});

/** Finds a person; the number travels in the body and is kept nowhere. */
export function useFindSubject() {
  return useMutation({
    mutationFn: ({ phone, email }: Wanted) =>
      answer(api.POST("/api/v1/subjects/find", { body: { phone, email, object: null } })),
  });
}

/** Erases a person for ever; the answer is the certificate. */
export function useErase(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST("/api/v1/subjects/{subject_id}/erase", {
          params: { path: { subject_id: id } },
          body: { reason, confirm: id },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.all }),
  });
}

/** Keeps a person's data for a legal reason, or lets it go again. */
export function useHold(id: string, held: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => {
      const sent = { params: { path: { subject_id: id } }, body: { reason } };
      return answer(
        held
          ? api.POST("/api/v1/subjects/{subject_id}/release", sent)
          : api.POST("/api/v1/subjects/{subject_id}/hold", sent),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.subject(id) }),
  });
}

/** Fetches all that is held of a person and hands it to the browser as a file. */
export function useExport(id: string) {
  return useMutation({
    mutationFn: async (reason: string) => {
      const packed = await answer(
        api.POST("/api/v1/subjects/{subject_id}/export", {
          params: { path: { subject_id: id } },
          body: { reason },
          parseAs: "blob",
        }),
      );
      const address = URL.createObjectURL(packed);
      const link = document.createElement("a");
      link.href = address;
      link.download = `subject-${id}.zip`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}
