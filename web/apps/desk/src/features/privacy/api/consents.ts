import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { privacyKeys } from "../model/keys";

export type ConsentText = Schemas["ConsentText"];
export type Channel = NonNullable<Schemas["GiveConsent"]["channel"]>;

/** How somebody can say yes or no to those who work here. */
export const channels = ["desk", "phone", "paper"] as const satisfies readonly Channel[];

/** The texts that people agree to, the newest version of each purpose first. */
export const consentTextsQuery = queryOptions({
  queryKey: ["consent texts"],
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET("/api/v1/consents/texts", { signal }));
    return [...items].sort((one, other) => one.purpose.localeCompare(other.purpose) || other.version - one.version);
  },
});

interface Given {
  readonly text: ConsentText;
  readonly language: "zh" | "en";
  readonly channel: Channel;
}

/** Records that a person agreed to a text. */
export function useGiveConsent(subject: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, language, channel }: Given) =>
      answer(api.POST("/api/v1/consents", { body: { subject, purpose: text.purpose, text_version: text.version, language, channel } })),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.subject(subject) }),
  });
}

/** Records that a person took a consent back; what it allowed stops at once. */
export function useWithdrawConsent(subject: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ consent, channel }: { consent: string; channel: Channel }) =>
      answer(api.POST("/api/v1/consents/{consent_id}/withdraw", { params: { path: { consent_id: consent } }, body: { channel } })),
    onSuccess: () => client.invalidateQueries({ queryKey: privacyKeys.subject(subject) }),
  });
}
