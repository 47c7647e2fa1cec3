import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";

export type Template = Schemas["TemplateLine"];
export type BeginWish = Schemas["Wish"];

/** What a new order type can begin with; it comes with the program, so it is read once. */
export const templatesQuery = queryOptions({
  queryKey: ["order type templates"],
  staleTime: Infinity,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definition-templates", { signal }))).items,
});

/** What a template shows around, place by place. */
export const tourQuery = (template: string) =>
  queryOptions({
    queryKey: ["order type templates", template, "tour"],
    staleTime: Infinity,
    enabled: template !== "",
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definition-templates/{template}", { params: { path: { template } }, signal }))).tour,
  });

export const begin = (wish: BeginWish) => answer(api.POST("/api/v1/definitions", { body: wish }));
