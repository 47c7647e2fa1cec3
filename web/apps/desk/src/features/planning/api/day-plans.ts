import { answer, api } from "@gongdan/api/client";
import type { Schemas } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

export type Board = Schemas["BoardShown"];
export type Plan = Schemas["PlanShown"];
export type Route = Schemas["RouteOnBoard"];
export type Stop = Schemas["StopOnBoard"];
export type Order = Schemas["OrderOnBoard"];
export type Left = Schemas["LeftOnBoard"];
export type Difference = Schemas["DifferenceShown"];
export type Effects = Schemas["EffectsShown"];
export type Option = Schemas["OptionShown"];

/** Which day of which team; empty: today, everybody. */
export interface Asked {
  readonly day: string;
  readonly unit: string;
}

export interface Move {
  readonly order: string;
  readonly to: string | null;
  readonly at: number;
  /** Whoever moves it knows that appointments will not be kept. */
  readonly confirmed?: boolean;
}

const all = ["day-plans"] as const;
const orders = ["orders"] as const;

/** A day; asked often while it is being planned, and now and then for what others do to it. */
export const boardQuery = ({ day, unit }: Asked) =>
  queryOptions({
    queryKey: [...all, "board", day, unit],
    refetchInterval: ({ state }: { state: { data: Board | undefined } }) => (state.data?.draft?.state === "planning" ? 1_000 : 30_000),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/day-plans/board", { params: { query: { ...(day && { day }), ...(unit && { unit }) } }, signal })),
  });

/** What a move would mean; nothing is changed by asking. */
export const previewQuery = (plan: Plan, move: Move | undefined) =>
  queryOptions({
    queryKey: [...all, "preview", plan.id, plan.version, move],
    enabled: move !== undefined,
    retry: false,
    queryFn: ({ signal }) => answer(api.POST("/api/v1/day-plans/{plan}/preview", { params: { path: { plan: plan.id } }, body: move ?? { order: "", to: null, at: 0 }, signal })),
  });

/** Where an order could go, the best first. */
export const optionsQuery = (plan: Plan, order: string) =>
  queryOptions({
    queryKey: [...all, "options", plan.id, plan.version, order],
    enabled: order !== "" && plan.state === "draft",
    retry: false,
    queryFn: async ({ signal }) => (await answer(api.POST("/api/v1/day-plans/{plan}/options", { params: { path: { plan: plan.id } }, body: { order }, signal }))).items,
  });

export const teamsQuery = queryOptions({
  queryKey: ["units", "teams"],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET("/api/v1/units", { signal }));
    return items.filter((unit) => !unit.archived).map(({ id, name }) => ({ value: id, label: name }));
  },
});

export type PlanAct =
  | { readonly act: "move"; readonly move: Move }
  | { readonly act: "lock"; readonly order: string; readonly locked: boolean }
  | { readonly act: "undo" | "redo" | "publish" | "replan" | "discard" };

function send({ id, version }: Plan, what: PlanAct): Promise<unknown> {
  const params = { path: { plan: id } };
  switch (what.act) {
    case "move":
      return answer(api.POST("/api/v1/day-plans/{plan}/moves", { params, body: { version, ...what.move } }));
    case "lock":
      return answer(api.POST("/api/v1/day-plans/{plan}/locks", { params, body: { version, order: what.order, locked: what.locked } }));
    case "undo":
      return answer(api.POST("/api/v1/day-plans/{plan}/undo", { params, body: { version } }));
    case "redo":
      return answer(api.POST("/api/v1/day-plans/{plan}/redo", { params, body: { version } }));
    case "publish":
      return answer(api.POST("/api/v1/day-plans/{plan}/publish", { params, body: { version } }));
    case "replan":
      return answer(api.POST("/api/v1/day-plans/{plan}/replan", { params }));
    case "discard":
      return answer(api.DELETE("/api/v1/day-plans/{plan}", { params }));
  }
}

/** Does something to a plan; the board is read anew whatever comes of it. */
export function usePlanAct(plan: Plan) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: PlanAct) => send(plan, what),
    onSettled: async (_done, _problem, { act }) => {
      await client.invalidateQueries({ queryKey: [...all, "board"] });
      if (act === "publish") await client.invalidateQueries({ queryKey: orders });
    },
  });
}

export interface Wanted {
  readonly day: string;
  readonly unit: string;
  readonly minutes: number;
  readonly keep: boolean;
}

/** Lets a day be planned. */
export function usePlanDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ unit, ...body }: Wanted) => answer(api.POST("/api/v1/day-plans", { body: { ...body, unit: unit || null } })),
    onSettled: () => client.invalidateQueries({ queryKey: [...all, "board"] }),
  });
}
