import { laneBy, tidy } from "@gongdan/flow-model/graph/edits";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel, useReactFlow } from "@xyflow/react";
import { Button, Segmented } from "antd";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";
import { CanvasAdd } from "./canvas-add";
import { CanvasGroup } from "./canvas-group";

interface Props extends PartProps {
  readonly within: string;
  /** The nodes that are chosen together. */
  readonly picked: readonly string[];
  readonly onAdded: (key: string) => void;
}

/** Whether a node could lie in a sub-process by itself. */
function canStand({ flow }: PartProps["bundle"], key: string): boolean {
  const node = flow.nodes[key];
  return node !== undefined && node.kind !== "start" && node.kind !== "end" && !node.opens;
}

/** Over the canvas: what can be put on it, what its lanes are, and laying it out anew. */
export function CanvasTools({ bundle, edit, readOnly, within, picked, onAdded }: Props) {
  const { t } = useSpeech();
  const { fitView } = useReactFlow();
  if (readOnly) return null;
  const relay = (label: string, next: typeof tidy) => {
    edit(label, next);
    requestAnimationFrame(() => void fitView({ maxZoom: 1, padding: 0.06 }));
  };
  return (
    <Panel position="top-left" className={styles.tools}>
      <CanvasAdd bundle={bundle} edit={edit} within={within} onAdded={onAdded} />
      <Segmented<"stage" | "role">
        aria-label={t("canvas.lanes")}
        value={bundle.canvas?.by ?? "stage"}
        options={[
          { value: "stage", label: t("canvas.lanes.stage") },
          { value: "role", label: t("canvas.lanes.role") },
        ]}
        onChange={(by) => relay(t("canvas.lanes"), (before) => laneBy(before, by))}
      />
      {picked.some((key) => canStand(bundle, key)) && <CanvasGroup key={picked.join(" ")} bundle={bundle} edit={edit} picked={picked} onAdded={onAdded} />}
      {bundle.canvas?.nodes && <Button onClick={() => relay(t("canvas.tidy"), tidy)}>{t("canvas.tidy")}</Button>}
    </Panel>
  );
}
