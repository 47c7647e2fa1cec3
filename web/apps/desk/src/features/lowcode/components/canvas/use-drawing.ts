import type { Bundle, Flow } from "@gongdan/flow-model/bundle";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { depthOf } from "@gongdan/flow-model/graph/frames";
import { foldedFlow, insideOf } from "@gongdan/flow-model/graph/inside";
import { layOut } from "@gongdan/flow-model/graph/lay-out";
import { roleIn } from "@gongdan/flow-model/graph/lanes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import type { Speech } from "@gongdan/i18n/speech";
import { type Edge, MarkerType } from "@xyflow/react";
import { createElement, useMemo } from "react";
import { EdgeLabel } from "./edge-label";
import { controlWords } from "../../model/control-words";
import { edgeWords } from "../../model/edge-words";
import type { PartProps } from "../../model/part";
import { useRoleChoices } from "../use-role-choices";
import type { DrawnFrame } from "./canvas-frame";
import type { DrawnLane } from "./canvas-lane";
import type { DrawnNode } from "./canvas-node";

/** Names a lane behind the nodes; no node's key has a blank. */
const laneId = (key: string) => `lane ${key}`;
/** What lies below the edges: lanes, on them the frames, those inside others above these (no more than 16 deep). */
const floor = { lane: -20, frame: -18 } as const;
/** How far a lane reaches beyond its nodes; px. */
const margin = 96;

interface Wish extends Pick<PartProps, "bundle" | "findings"> {
  /** The sub-processes of which only a card is shown. */
  readonly folded: ReadonlySet<string>;
}

/** The flow as it is drawn: lanes, nodes and edges with their places and words. */
export function useDrawing({ bundle, findings, folded }: Wish) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const { nameOf } = useRoleChoices();
  const { canvas } = bundle;
  const flow = useMemo(() => foldedFlow(bundle.flow, folded), [bundle.flow, folded]);
  const fields = useMemo(() => comparables(bundle), [bundle]);
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
        zIndex: floor.lane,
      })),
    [drawing, nameOf, t],
  );
  const nodes = useMemo<readonly (DrawnNode | DrawnFrame)[]>(
    () =>
      Object.entries(flow.nodes).map(([key, node]) => {
        const place = drawing.places.get(key) ?? { x: 0, y: 0, lane: "" };
        const top = drawing.bands.find((band) => band.key === place.lane)?.top ?? 0;
        const hidden = folded.has(key) ? insideOf(bundle.flow, key) : [];
        const faults = findings.filter((each) => [key, ...hidden].some((own) => `${each.place}/`.startsWith(`flow/nodes/${own}/`)));
        const role = roleIn(node.assignee);
        const title = wordsOf(node.title, locale) || t(`kind.${node.kind}`);
        const frame = drawing.frames.get(key);
        if (frame) {
          return {
            id: key,
            type: "frame",
            position: { x: frame.x, y: frame.y },
            width: frame.width,
            height: frame.height,
            draggable: false,
            zIndex: floor.frame + depthOf(flow, key),
            ariaLabel: [t("kind.subprocess"), title, stepsIn(bundle, key, t), ...faults.map(({ what }) => what)].join(", "),
            data: { title, faults: faults.map(({ what }) => what) },
          };
        }
        const who = folded.has(key) ? stepsIn(bundle, key, t) : role ? nameOf(role) : "";
        const control = node.control === undefined ? "" : controlWords(node, nameOf, t);
        return {
          id: key,
          type: "step",
          position: { x: place.x, y: top + place.y },
          ariaLabel: [t(`kind.${node.kind}`), title, who, control, ...faults.map(({ what }) => what)].filter(Boolean).join(", "),
          data: { kind: node.kind, title, who, stage: node.stage ?? "", faults: faults.map(({ what }) => what), control },
        };
      }),
    [bundle, drawing, findings, flow, folded, locale, nameOf, t],
  );
  const edges = useMemo<readonly Edge[]>(
    () =>
      flow.edges.map((edge) => {
        const { words, feel } = edgeWords(flow, edge, fields, speech);
        const faulty = findings.some(({ place }) => place.startsWith(`flow/edges/${edge.key}`));
        const names = [edge.source, edge.target].map((key) => wordsOf(flow.nodes[key]?.title, locale) || key);
        return {
          id: edge.key,
          source: edge.source,
          target: edge.target,
          type: "smoothstep",
          label: words && createElement(EdgeLabel, { words, feel }),
          ariaLabel: t("canvas.edge.from", { from: names[0] ?? "", to: names[1] ?? "", words: [words, feel].filter(Boolean).join(" ") }),
          markerEnd: { type: MarkerType.ArrowClosed },
          data: { back: edge.back === true, faulty },
          className: [edge.back ? "back" : "", faulty ? "faulty" : ""].join(" ").trim(),
          ...(edge.back && { sourceHandle: "back", targetHandle: "back" }),
        };
      }),
    [fields, findings, flow, locale, speech, t],
  );
  return { drawing, lanes, nodes, edges };
}

/** How many steps of people lie in a sub-process, in words. */
function stepsIn({ flow }: Bundle, key: string, t: Speech["t"]): string {
  return t("canvas.inside", { n: insideOf(flow, key).filter((each) => isStep(flow, each)).length });
}

const isStep = (flow: Flow, key: string) => flow.nodes[key]?.kind === "user";
