import { applyNodeChanges, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import type { DrawnFrame } from "./canvas-frame";
import type { DrawnLane } from "./canvas-lane";
import type { DrawnNode } from "./canvas-node";

export type Drawn = DrawnNode | DrawnLane | DrawnFrame;

/** What the browser measured of a node, and where it is while somebody drags it. */
type Live = Pick<Drawn, "measured" | "dragging" | "position">;

/** The nodes of the document, and over them what is only of the moment; a node that was let go stands where the document says. */
export function useLiveNodes(drawn: readonly Drawn[], onPut: (key: string, at: { x: number; y: number }) => void) {
  const [live, setLive] = useState<ReadonlyMap<string, Live>>(new Map());
  const nodes = useMemo(
    () =>
      drawn.map((node): Drawn => {
        const now = live.get(node.id);
        if (!now) return node;
        const { measured, dragging = false } = now;
        return { ...node, measured, dragging, position: dragging ? now.position : node.position };
      }),
    [drawn, live],
  );
  const onNodesChange = useCallback(
    (changes: readonly NodeChange<Drawn>[]) => {
      const moved = applyNodeChanges(changes.filter(({ type }) => type === "position" || type === "dimensions"), nodes);
      setLive(new Map(moved.map(({ id, measured, dragging, position }) => [id, { measured, dragging, position }])));
      for (const change of changes) {
        if (change.type === "position" && change.dragging === false && change.position) onPut(change.id, change.position);
      }
    },
    [nodes, onPut],
  );
  return { nodes, onNodesChange };
}
