import "@xyflow/react/dist/base.css";
import { useSpeech } from "@gongdan/i18n/react";
import { Background, Controls, type EdgeChange, MiniMap, type NodeChange, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import { useCallback, useMemo } from "react";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";
import { CanvasFrame } from "./canvas-frame";
import { CanvasLane } from "./canvas-lane";
import { CanvasNode } from "./canvas-node";
import { CanvasTools } from "./canvas-tools";
import { ChosenPanel } from "./chosen-panel";
import { FoldingProvider } from "./folding";
import { useAriaWords } from "./use-aria-words";
import { useCanvasEdits } from "./use-canvas-edits";
import { useChosen } from "./use-chosen";
import { useDrawing } from "./use-drawing";
import { useFolded } from "./use-folded";
import { type Drawn, useLiveNodes } from "./use-live-nodes";
import { usePicked } from "./use-picked";

/** A long flow shows its beginning in a size that can be read; one pans on from there. */
const mostAtFirst = 6;
const mostOnPhone = 3;
const aside = 0.06;
/** Room on the left for the names of the lanes. */
const withLanes = { top: aside, right: aside, bottom: aside, left: "140px" } as const;
const colourOnMap = ({ type }: Drawn) => (type === "lane" ? "transparent" : "var(--line-strong)");
const nodeTypes = { step: CanvasNode, lane: CanvasLane, frame: CanvasFrame };

/** The flow drawn freely, in lanes: also where it can't be read as a tree. */
export function FlowCanvas(props: PartProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: PartProps) {
  const { readOnly, at } = props;
  const { t } = useSpeech();
  const { chosen, choose, letGo } = useChosen(at);
  const { picked, pick } = usePicked(chosen);
  const { folded, onFold } = useFolded(props.bundle.flow, chosen, choose);
  const { drawing, lanes, nodes: steps, edges: ways } = useDrawing({ ...props, folded });
  const { put, remove, join } = useCanvasEdits(props, drawing);
  const drawn = useMemo<readonly Drawn[]>(
    () => [...lanes, ...steps.map((node): Drawn => ({ ...node, selected: picked.includes(node.id) }))],
    [lanes, steps, picked],
  );
  const folding = useMemo(() => ({ folded, onFold }), [folded, onFold]);
  const edges = useMemo(() => ways.map((edge) => ({ ...edge, selected: chosen?.kind === "edge" && chosen.key === edge.id })), [ways, chosen]);
  const near = chosen?.kind === "node" ? props.bundle.flow.nodes[chosen.key] : undefined;
  const within = (near?.kind === "subprocess" ? chosen?.key : near?.parent) ?? "";
  const isNarrow = window.matchMedia("(max-width: 760px)").matches;
  const first = steps.toSorted((one, other) => one.position.x - other.position.x).slice(0, isNarrow ? mostOnPhone : mostAtFirst);
  const { nodes, onNodesChange } = useLiveNodes(drawn, put);
  const hear = useCallback(
    (kind: "node" | "edge", changes: readonly (NodeChange<Drawn> | EdgeChange)[]) => {
      for (const change of changes) {
        if (change.type !== "select") continue;
        const each = { kind, key: change.id };
        if (change.selected) choose(each);
        else letGo(each);
      }
    },
    [choose, letGo],
  );
  return (
    <FoldingProvider value={folding}>
    <div className={styles.canvas} data-open={chosen !== undefined} onKeyDown={(event) => {
      const node = event.target instanceof Element ? event.target.closest<HTMLElement>(".react-flow__node") : null;
      if ((event.key === "Enter" || event.key === " ") && node?.dataset["id"] && event.target === node) pick(node.dataset["id"], event.shiftKey);
    }}>
      <ReactFlow<Drawn>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={(changes) => {
          onNodesChange(changes);
          hear("node", changes);
        }}
        onNodeClick={(event, { id }) => pick(id, event.shiftKey)}
        onEdgesChange={(changes) => hear("edge", changes)}
        onDelete={() => {
          if (!chosen) return;
          choose(undefined);
          remove(chosen);
        }}
        onConnect={({ source, target }) => join(source, target)}
        deleteKeyCode={readOnly ? null : ["Delete", "Backspace"]}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        ariaLabelConfig={useAriaWords()}
        elevateNodesOnSelect={false}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: isNarrow ? aside : withLanes, nodes: first }}
        minZoom={0.15}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
      >
        <Background gap={20} />
        <Controls showInteractive={false} position="bottom-left" />
        <MiniMap pannable zoomable position="bottom-right" className={styles.map} ariaLabel={t("canvas.map")} nodeColor={colourOnMap} />
        <CanvasTools {...props} within={within} picked={picked} onAdded={(key) => {
          pick(key, false);
          choose({ kind: "node", key });
        }} />
      </ReactFlow>
      {chosen && (
        <ChosenPanel
          {...props}
          chosen={chosen}
          onChoose={choose}
          onConnect={join}
          onRemove={() => {
            choose(undefined);
            remove(chosen);
          }}
        />
      )}
    </div>
    </FoldingProvider>
  );
}
