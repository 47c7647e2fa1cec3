import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Recommendation = Schemas["Recommendation"];
export type Candidate = Schemas["CandidateShown"];
export type InboxLine = Schemas["InboxLine"];
export type Policies = Schemas["Policies"];
export type Category = Schemas["CategoryShown"];
export type SetPolicy = Schemas["SetPolicy"];

const all = ["dispatch"] as const;
const orders = ["orders"] as const;

export const inboxQuery = queryOptions({
  queryKey: [...all, "inbox"],
  refetchInterval: 15_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/dispatch/inbox", { signal }))).items,
});

/** Who could do an order; asked anew with each of its versions. */
export const recommendationQuery = (order: string, version = 0) =>
  queryOptions({
    queryKey: [...all, "order", order, version],
    enabled: order !== "",
    queryFn: ({ signal }) => answer(api.GET("/api/v1/dispatch/orders/{order}", { params: { path: { order } }, signal })),
  });

export const policiesQuery = queryOptions({
  queryKey: [...all, "policies"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/dispatch/policies", { signal })),
});

export function useSetPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetPolicy) => answer(api.PUT("/api/v1/dispatch/policies", { body })),
    onSuccess: (policies) => client.setQueryData(policiesQuery.queryKey, policies),
  });
}

/** Says which skills a category takes and how long one usually lasts (0: not said); its names and phrases stay. */
export function useSetSkills() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ category, skills, minutes }: { category: Category; skills: Record<string, number>; minutes: number }) => {
      const params = { path: { category: category.key } };
      const body = { name: category.name, phrases: category.phrases, skills, minutes };
      return answer(api.PUT("/api/v1/dispatch/categories/{category}", { params, body }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

interface Chosen {
  readonly to: string;
  readonly version: number;
  readonly reason: string;
  /** What stood there as what the order is about. */
  readonly category: string;
}

/** Gives an order to somebody; the order and the inbox are read anew. */
export function useChoose(order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Chosen) => answer(api.POST("/api/v1/dispatch/orders/{order}/assignee", { params: { path: { order } }, body })),
    onSettled: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: all }), client.invalidateQueries({ queryKey: orders })]);
    },
  });
}

/** Says what an order is about; who fits is reckoned anew. */
export function useDecide(order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (category: string) =>
      answer(api.POST("/api/v1/dispatch/orders/{order}/category", { params: { path: { order } }, body: { category } })),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}
