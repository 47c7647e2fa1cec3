import { answer, api } from "@gongdan/api/client";
import { checkBundle } from "@gongdan/proof/check-bundle";
import { meetKey } from "@gongdan/proof/pin";
import type { Schemas } from "@gongdan/api/shapes";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Choice } from "./trail";

export type LogState = Schemas["LogState"];

/** How the log stands, and what there is to check it with. */
export const logStateQuery = queryOptions({
  queryKey: ["log state"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/log/state", { signal })),
});

/** The public key that signs. */
export const logKeyQuery = queryOptions({
  queryKey: ["log key"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/log/key", { signal })),
});

/** Orders by number or words. */
export const ordersQuery = (q: string) =>
  queryOptions({
    queryKey: ["proof orders", q],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<readonly Choice[]> => {
      const query = { limit: 20, ...(q && { q }) };
      const found = await answer(api.GET("/api/v1/orders", { params: { query }, signal }));
      return found.items.map(({ id, number, title }) => ({ id, name: `${number} ${title}` }));
    },
  });

/** The proof bundle of an order, as the bytes that the server sent. */
export const proofQuery = (order: string) =>
  queryOptions({
    queryKey: ["proof", order],
    staleTime: 0,
    queryFn: ({ signal }) =>
      answer<string>(
        api.GET("/api/v1/orders/{order}/proof", { params: { path: { order } }, parseAs: "text", signal }),
      ),
  });

/** Checks a bundle in this browser, and holds the key that signed it against the one met first. */
export const checkQuery = (order: string, bundle: string) =>
  queryOptions({
    queryKey: ["proof", order, "checked", bundle],
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      const report = await checkBundle(new TextEncoder().encode(bundle));
      const keyMet = report.checkpoint ? meetKey(localStorage, report.tenant, report.fingerprint) : "same";
      return { report, keyMet };
    },
  });

/** The newest signed checkpoint as its note, and the verifier: files to be kept. */
export function readCheckpoint(): Promise<string> {
  const headers = { Accept: "text/plain" };
  return answer<string>(api.GET("/api/v1/log/checkpoint", { headers, parseAs: "text" }));
}

export function readVerifier(): Promise<string> {
  return answer<string>(api.GET("/api/v1/log/verifier", { parseAs: "text" }));
}
