import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { plainFirst } from "@gongdan/forms/core/plain-first";
import type { Undo } from "@gongdan/ui/told";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type PortalSettings = Required<Schemas["SetPortal"]>;

export const portalQuery = queryOptions({
  queryKey: ["portal settings"],
  queryFn: async ({ signal }): Promise<PortalSettings> => {
    const { reports_open, order_type = "five_step", unit = null, link_days = 90 } = await answer(api.GET("/api/v1/portal-settings", { signal }));
    return { reports_open, order_type, unit, link_days };
  },
});

/** What an order that comes through the portal can be, and where it can belong. */
export const portalChoicesQuery = queryOptions({
  queryKey: ["portal settings", "choices"],
  queryFn: async ({ signal }) => {
    const [types, units] = await Promise.all([
      answer(api.GET("/api/v1/definitions", { signal })),
      answer(api.GET("/api/v1/units", { signal })),
    ]);
    return {
      types: plainFirst(types.items.filter(({ status }) => status === "published")),
      units: units.items.filter(({ archived }) => !archived),
    };
  },
});

/** Sets the portal up; taking it back sets it as it was. `onSaved` is told although the form is made anew. */
export function useSavePortal(onSaved: (undo: Undo) => void) {
  const client = useQueryClient();
  const send = async (body: PortalSettings) => {
    await answer(api.PUT("/api/v1/portal-settings", { body }));
    await client.invalidateQueries({ queryKey: portalQuery.queryKey, exact: true });
  };
  return useMutation({
    async mutationFn({ before, after }: { before: PortalSettings; after: PortalSettings }) {
      await send(after);
      return { undo: () => send(before) };
    },
    onSuccess: ({ undo }) => onSaved(undo),
  });
}
