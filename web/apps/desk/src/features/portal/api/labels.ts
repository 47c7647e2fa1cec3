import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";

export type Label = Schemas["LabelShown"];

/** Labels of some assets, ready to be printed. */
export const labelsQuery = (assets: readonly string[]) =>
  queryOptions({
    queryKey: ["asset labels", assets],
    enabled: assets.length > 0,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/asset-labels", { params: { query: { asset: [...assets] } }, signal })),
  });
