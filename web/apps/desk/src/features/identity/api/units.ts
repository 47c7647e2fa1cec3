import { answer, api } from "@gongdan/api/client";
import type { NewUnit, Unit } from "@gongdan/api/shapes";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { unitKeys } from "../model/keys";

/** The whole tree, parents before children. */
export const unitsQuery = queryOptions({
  queryKey: unitKeys.all,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/units", { signal })),
});

/** What can be done to a unit that exists. */
export type UnitAct =
  | { readonly kind: "rename"; readonly name: string }
  | { readonly kind: "move"; readonly parent: string | null }
  | { readonly kind: "head"; readonly manager: string | null }
  | { readonly kind: "archive" }
  | { readonly kind: "restore" };

/** What takes an act back. */
function inverse(unit: Unit, act: UnitAct): UnitAct {
  switch (act.kind) {
    case "rename":
      return { kind: "rename", name: unit.name };
    case "move":
      return { kind: "move", parent: unit.parent };
    case "head":
      return { kind: "head", manager: unit.manager };
    case "archive":
      return { kind: "restore" };
    case "restore":
      return { kind: "archive" };
  }
}

function send(unit: Unit, act: UnitAct): Promise<Unit> {
  const params = { path: { unit_id: unit.id }, header: { "If-Match": `"${unit.version}"` } };
  switch (act.kind) {
    case "rename":
      return answer(api.PATCH("/api/v1/units/{unit_id}", { params, body: { name: act.name } }));
    case "move":
      return answer(api.POST("/api/v1/units/{unit_id}/move", { params, body: { parent: act.parent } }));
    case "head":
      return answer(api.PUT("/api/v1/units/{unit_id}/manager", { params, body: { manager: act.manager } }));
    case "archive":
      return answer(api.POST("/api/v1/units/{unit_id}/archive", { params }));
    case "restore":
      return answer(api.POST("/api/v1/units/{unit_id}/restore", { params }));
  }
}

function useReadAgain() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: unitKeys.all });
}

export function useChangeUnit() {
  const again = useReadAgain();
  return useMutation({
    async mutationFn({ unit, act }: { unit: Unit; act: UnitAct }) {
      const changed = await send(unit, act);
      return { changed, undo: () => send(changed, inverse(unit, act)).finally(again) };
    },
    onSettled: again,
  });
}

const remove = (id: string) => answer(api.DELETE("/api/v1/units/{unit_id}", { params: { path: { unit_id: id } } }));

export function useAddUnit() {
  const again = useReadAgain();
  return useMutation({
    async mutationFn(body: NewUnit) {
      const made = await answer(api.POST("/api/v1/units", { body }));
      return { made, undo: () => remove(made.id).finally(again) };
    },
    onSettled: again,
  });
}
