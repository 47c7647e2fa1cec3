import { answer, api } from "@gongdan/api/client";
import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { Bundle } from "../model/definition";

interface Pin {
  readonly key: string;
  readonly version: number | null;
}

/** The body of one published version; it never changes, so it is read once. */
export const bundleQuery = (pin: Pin | undefined) =>
  queryOptions({
    queryKey: ["definitions", pin?.key, pin?.version],
    staleTime: Infinity,
    queryFn: pin?.version
      ? async ({ signal }): Promise<Bundle> => {
          const path = { key: pin.key, version: pin.version ?? 0 };
          return answer(api.GET("/api/v1/definitions/{key}/versions/{version}", { params: { path }, signal }));
        }
      : skipToken,
  });

/** A definition's body, once it has come. */
export function useBundle(pin: Pin | undefined): Bundle | undefined {
  return useQuery(bundleQuery(pin)).data;
}
