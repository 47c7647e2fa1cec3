import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Webhook = Schemas["Webhook"];
export type Delivery = Schemas["Attempt"];
export type WebhookInput = Schemas["CreateWebhook"];

const all = ["webhooks"] as const;

/** How often a page that is open asks how deliveries go, in ms. */
const look = 5_000;

export const webhooksQuery = queryOptions({
  queryKey: [...all, "list"],
  refetchInterval: look,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/webhooks", { signal }))).items,
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id],
    refetchInterval: look,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/webhooks/{webhook_id}", { ...at(id), signal })),
  });

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, id, "deliveries"],
    refetchInterval: look,
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/webhooks/{webhook_id}/deliveries", { ...at(id), signal }))).items,
  });

/** The types of events that a webhook can hear of. */
export const typesQuery = queryOptions({
  queryKey: ["webhook types"],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/webhooks/types", { signal }))).items,
});

function at(id: string) {
  return { params: { path: { webhook_id: id } } };
}

export const createWebhook = (body: WebhookInput) => answer(api.POST("/api/v1/webhooks", { body }));

export function changeWebhook(webhook: Webhook, body: Schemas["ChangeWebhook"]) {
  const params = { path: { webhook_id: webhook.id }, header: { "If-Match": `"${webhook.version}"` } };
  return answer(api.PATCH("/api/v1/webhooks/{webhook_id}", { params, body }));
}

export const removeWebhook = (id: string) => answer(api.DELETE("/api/v1/webhooks/{webhook_id}", at(id)));
export const pingWebhook = (id: string) => answer(api.POST("/api/v1/webhooks/{webhook_id}/ping", at(id)));
export const retryWebhook = (id: string) => answer(api.POST("/api/v1/webhooks/{webhook_id}/retry", at(id)));
export const resendDelivery = (id: string, number: number) =>
  answer(api.POST("/api/v1/webhooks/{webhook_id}/deliveries/{number}/resend", { params: { path: { webhook_id: id, number } } }));
export const skipEntry = (id: string) => answer(api.POST("/api/v1/webhooks/{webhook_id}/skip", at(id)));
export const rotateSecret = (id: string, hours: number) =>
  answer(api.POST("/api/v1/webhooks/{webhook_id}/rotate", { ...at(id), body: { overlap_hours: hours } }));

/** Sends something about webhooks; what the pages know of them is read again afterwards. */
export function useSend<In, Out>(send: (input: In) => Promise<Out>, onDone: (out: Out, input: In) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    async onSuccess(out, input) {
      await client.invalidateQueries({ queryKey: all });
      onDone(out, input);
    },
  });
}
