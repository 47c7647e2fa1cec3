import { changeNode, connect, disconnect, putAt, removeNode } from "@gongdan/flow-model/graph/edits";
import { bandAt, type Drawing } from "@gongdan/flow-model/graph/lay-out";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { isStage } from "@gongdan/tokens/stages";
import { useCallback } from "react";
import type { PartProps } from "../../model/part";
import type { Chosen } from "./use-chosen";

/** What hands do on the canvas, as edits of the document with their names. */
export function useCanvasEdits({ bundle, edit }: Pick<PartProps, "bundle" | "edit">, drawing: Drawing) {
  const { t, locale } = useSpeech();
  const { nodes } = bundle.flow;
  const titleOf = useCallback((key: string) => wordsOf(nodes[key]?.title, locale) || key, [nodes, locale]);

  /** Moves a node; one that has a stage and is let go in another stage's lane belongs to that stage. */
  const put = useCallback(
    (key: string, { x, y }: { readonly x: number; readonly y: number }) => {
      const place = drawing.places.get(key);
      const home = drawing.bands.find((band) => band.key === place?.lane);
      const under = bandAt(drawing.bands, y);
      if (!home || !under) return;
      const stage = under.key !== home.key && nodes[key]?.stage && isStage(under.key) ? under.key : undefined;
      const { top } = stage ? under : home;
      const at = { x: Math.max(0, x), y: Math.max(0, y - top) };
      const node = titleOf(key);
      if (!stage) edit(t("canvas.edit.move", { node }), (before) => putAt(before, key, at));
      else edit(t("canvas.edit.stage", { node, stage: t(`stage.${stage}`) }), (before) => changeNode(putAt(before, key, at), key, (old) => ({ ...old, stage })));
    },
    [drawing, edit, nodes, t, titleOf],
  );
  const remove = useCallback(
    ({ kind, key }: Chosen) => {
      if (kind === "node") edit(t("canvas.edit.remove", { node: titleOf(key) }), (before) => removeNode(before, key));
      else edit(t("canvas.edit.disconnect"), (before) => disconnect(before, key));
    },
    [edit, t, titleOf],
  );
  const join = useCallback(
    (from: string, to: string) => edit(t("canvas.edit.connect", { from: titleOf(from), to: titleOf(to) }), (before) => connect(before, from, to)),
    [edit, t, titleOf],
  );
  return { put, remove, join, titleOf };
}
