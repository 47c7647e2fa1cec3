import { answer, api } from "@gongdan/api/client";
import { newKey } from "@gongdan/api/new-key";
import type { Schemas } from "@gongdan/api/shapes";
import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Alikes = Schemas["Alikes"];

/** What is like an order, and how urgent it seems; asked anew with each of its versions. */
export const alikeQuery = (order: string, version: number) =>
  queryOptions({
    queryKey: ["dispatch", "alike", order, version],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/dispatch/orders/{order}/alike", { params: { path: { order } }, signal })),
  });

function readAnew(client: QueryClient) {
  return Promise.all([client.invalidateQueries({ queryKey: ["dispatch"] }), client.invalidateQueries({ queryKey: ["orders"] })]);
}

/** Says that an order is a duplicate of another one, or takes that back. */
export function useLink(order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ to, linked }: { to: string; linked: boolean }) => {
      const params = { path: { order }, header: { "Idempotency-Key": newKey() } };
      const body = { to, kind: "duplicates" } as const;
      return answer(linked ? api.POST("/api/v1/orders/{order}/link", { params, body }) : api.POST("/api/v1/orders/{order}/unlink", { params, body }));
    },
    onSuccess: () => readAnew(client),
  });
}

interface Urgency {
  readonly version: number;
  readonly urgency: number;
  readonly impact: number;
  readonly reason: string;
}

/** Gives an order another urgency; answers with the order as it stands then. */
export function useUrgency(order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: Urgency) => {
      const params = { path: { order }, header: { "If-Match": `"${version}"` } };
      return answer(api.PATCH("/api/v1/orders/{order}", { params, body }));
    },
    onSuccess: () => readAnew(client),
  });
}

/** Takes back what one did to an order last, as long as nobody has acted since. */
export function useTakeBack(order: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => {
      const params = { path: { order }, header: { "If-Match": `"${version}"` } };
      return answer(api.POST("/api/v1/orders/{order}/take-back", { params, body: {} }));
    },
    onSuccess: () => readAnew(client),
  });
}
