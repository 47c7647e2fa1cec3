import { problemFrom } from "@gongdan/api/problem";
import { checkBundle, type Report } from "@gongdan/proof/check-bundle";
import { meetKey, type Pinned } from "@gongdan/proof/pin";
import { queryOptions } from "@tanstack/react-query";
import { orderKeys } from "../model/order-keys";

export interface Checked {
  readonly report: Report;
  /** Whether the key that signed is the one that this browser met first. */
  readonly key: Pinned;
}

/** Fetches the proof bundle of an order, byte for byte, and checks it here: the server is asked for data, not for a verdict. */
export const proofQuery = (id: string, version: number, wanted: boolean) =>
  queryOptions({
    queryKey: [...orderKeys.one(id), "proof", version],
    enabled: wanted,
    staleTime: Infinity,
    retry: false,
    queryFn: async ({ signal }): Promise<Checked> => {
      const headers = { "Accept-Language": document.documentElement.lang };
      const response = await fetch(`/api/v1/orders/${id}/proof`, { signal, headers });
      if (!response.ok) throw problemFrom(await response.json().catch(() => null), response.status);
      const report = await checkBundle(new Uint8Array(await response.arrayBuffer()));
      const key = report.checkpoint ? meetKey(localStorage, report.tenant, report.fingerprint) : "same";
      return { report, key };
    },
  });
