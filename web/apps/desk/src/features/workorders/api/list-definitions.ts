import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions } from "@tanstack/react-query";

/** The published kinds of order, with the form on which each is reported. */
export const definitionsQuery = queryOptions({
  queryKey: ["definitions"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/definitions", { signal }))).items,
});

/** Whether people of these roles may start orders of a kind: all who may report, where it names no roles. */
export const mayStart = ({ reporters }: Schemas["DefinitionLine"], roles: readonly string[]) =>
  reporters.length === 0 || reporters.some((each) => roles.includes(each));
