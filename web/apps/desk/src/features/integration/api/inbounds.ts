import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { arrivalKeys } from "../model/arrival-keys";

export type Inbound = Schemas["Inbound"];
export type InboundInput = Schemas["CreateInbound"];
export type InboundChange = Schemas["ChangeInbound"];
export type Choices = Schemas["Choices"];

const all = ["inbounds"] as const;

/** How often an open page asks what came in, in ms: of what is refused no order tells. */
const look = 5_000;
const at = (id: string) => ({ params: { path: { inbound_id: id } } });

export const inboundsQuery = queryOptions({
  queryKey: [...all, "list"],
  refetchInterval: look,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/inbounds", { signal }))).items,
});

export const inboundQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    refetchInterval: look,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/inbounds/{inbound_id}", { ...at(id), signal })),
  });

/** What can be started, which messages are awaited, and what each of them fills. */
export const choicesQuery = queryOptions({
  queryKey: [...all, "choices"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/inbounds/choices", { signal })),
});

/** The last deliveries, newest first. */
export const arrivalsQuery = (id: string) =>
  queryOptions({
    queryKey: arrivalKeys.of(id),
    refetchInterval: look,
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/inbounds/{inbound_id}/arrivals", { ...at(id), signal }))).items,
  });

export const createInbound = (body: InboundInput) => answer(api.POST("/api/v1/inbounds", { body }));

export function changeInbound(inbound: Inbound, body: InboundChange) {
  const params = { path: { inbound_id: inbound.id }, header: { "If-Match": `"${inbound.version}"` } };
  return answer(api.PATCH("/api/v1/inbounds/{inbound_id}", { params, body }));
}

export const removeInbound = (id: string) => answer(api.DELETE("/api/v1/inbounds/{inbound_id}", at(id)));
export const rotateInbound = (id: string, hours: number) =>
  answer(api.POST("/api/v1/inbounds/{inbound_id}/rotate", { ...at(id), body: { overlap_hours: hours } }));
export const tryInbound = (id: string, body: string) => answer(api.POST("/api/v1/inbounds/{inbound_id}/try", { ...at(id), body: { body } }));

/** Sends something about inbounds; what the pages know of them is read again afterwards. */
export function useInboundSend<In, Out>(send: (input: In) => Promise<Out>, onDone: (out: Out) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(out) {
      await client.invalidateQueries({ queryKey: all });
      onDone(out);
    },
  });
}
