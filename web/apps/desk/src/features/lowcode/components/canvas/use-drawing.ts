import { layOut } from "@gongdan/flow-model/graph/lay-out";
import { roleIn } from "@gongdan/flow-model/graph/lanes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { type Edge, MarkerType } from "@xyflow/react";
import { useMemo } from "react";
import { controlWords } from "../../model/control-words";
import { edgeWords } from "../../model/edge-words";
import type { PartProps } from "../../model/part";
import { useRoleChoices } from "../use-role-choices";
import type { DrawnLane } from "./canvas-lane";
import type { DrawnNode } from "./canvas-node";

/** Names a lane behind the nodes; no node's key has a blank. */
const laneId = (key: string) => `lane ${key}`;
/** How far a lane reaches beyond its nodes; px. */
const margin = 96;

type Wish = Pick<PartProps, "bundle" | "findings">;

/** The flow as it is drawn: lanes, nodes and edges with their places and words. */
export function useDrawing({ bundle, findings }: Wish) {
  const { t, locale } = useSpeech();
  const { nameOf } = useRoleChoices();
  const { flow, canvas } = bundle;
  const drawing = useMemo(() => layOut(flow, canvas), [flow, canvas]);
  const lanes = useMemo<readonly DrawnLane[]>(
    () =>
      drawing.bands.map(({ key, top, height }) => ({
        id: laneId(key),
        type: "lane",
        position: { x: -margin, y: top },
        width: drawing.width + margin,
        height,
        data: { lane: key, title: nameOf(key) || t("canvas.lane.none") },
        draggable: false,
        selectable: false,
        focusable: false,
        deletable: false,
        zIndex: -1,
      })),
    [drawing, nameOf, t],
  );
  const nodes = useMemo<readonly DrawnNode[]>(
    () =>
      Object.entries(flow.nodes).map(([key, node]) => {
        const place = drawing.places.get(key) ?? { x: 0, y: 0, lane: "" };
        const top = drawing.bands.find((band) => band.key === place.lane)?.top ?? 0;
        const faults = findings.filter((each) => each.place.startsWith(`flow/nodes/${key}/`) || each.place === `flow/nodes/${key}`);
        const role = roleIn(node.assignee);
        const title = wordsOf(node.title, locale) || t(`kind.${node.kind}`);
        const who = role ? nameOf(role) : "";
        const control = node.control === undefined ? "" : controlWords(node, nameOf, t);
        return {
          id: key,
          type: "step",
          position: { x: place.x, y: top + place.y },
          ariaLabel: [t(`kind.${node.kind}`), title, who, control, ...faults.map(({ what }) => what)].filter(Boolean).join(", "),
          data: { kind: node.kind, title, who, stage: node.stage ?? "", faults: faults.map(({ what }) => what), control },
        };
      }),
    [drawing, findings, flow.nodes, locale, nameOf, t],
  );
  const edges = useMemo<readonly Edge[]>(
    () =>
      flow.edges.map((edge) => {
        const words = edgeWords(flow, edge, locale, t("canvas.edge.default"));
        const faulty = findings.some(({ place }) => place.startsWith(`flow/edges/${edge.key}`));
        const names = [edge.source, edge.target].map((key) => wordsOf(flow.nodes[key]?.title, locale) || key);
        return {
          id: edge.key,
          source: edge.source,
          target: edge.target,
          type: "smoothstep",
          label: words.length > 34 ? `${words.slice(0, 33)}…` : words,
          ariaLabel: t("canvas.edge.from", { from: names[0] ?? "", to: names[1] ?? "", words }),
          markerEnd: { type: MarkerType.ArrowClosed },
          data: { back: edge.back === true, faulty },
          className: [edge.back ? "back" : "", faulty ? "faulty" : ""].join(" ").trim(),
          ...(edge.back && { sourceHandle: "back", targetHandle: "back" }),
        };
      }),
    [findings, flow, locale, t],
  );
  return { drawing, lanes, nodes, edges };
}
