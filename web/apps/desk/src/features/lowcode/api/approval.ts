import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";

export type Approval = Schemas["DraftApproval"];

const wish = (key: string, edition: number) => ({ path: { key }, header: { "If-Match": `"${edition}"` } });

/** Who must agree to the draft before it is published, and what they said. */
export const approvalQuery = (key: string) =>
  queryOptions({
    queryKey: ["order types", key, "approval"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/definitions/{key}/approval", { params: { path: { key } }, signal })),
  });

export const askApproval = (key: string, edition: number, note: string) =>
  answer(api.POST("/api/v1/definitions/{key}/approval/ask", { params: wish(key, edition), body: { note } }));

export const approve = (key: string, edition: number, reason: string) =>
  answer(api.POST("/api/v1/definitions/{key}/approval/approve", { params: wish(key, edition), body: { reason } }));

export const refuse = (key: string, edition: number, reason: string) =>
  answer(api.POST("/api/v1/definitions/{key}/approval/refuse", { params: wish(key, edition), body: { reason } }));
