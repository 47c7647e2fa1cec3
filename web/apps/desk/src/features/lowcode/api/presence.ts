import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";

export type Neighbour = Schemas["Neighbour"];

/** How often a window says that it is there; ms. The server forgets it after a minute. */
const often = 20_000;

/** Says at which place one looks, and hears who else has the designer open; what fails is tried again, and stops nobody. */
export const presenceQuery = (key: string, place: string) =>
  queryOptions({
    queryKey: ["order types", key, "presence"],
    refetchInterval: often,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) =>
      (await answer(api.POST("/api/v1/definitions/{key}/presence", { params: { path: { key } }, body: { place: place.slice(0, 300) }, signal }))).items,
  });
