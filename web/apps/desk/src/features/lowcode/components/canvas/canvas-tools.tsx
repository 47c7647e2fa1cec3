import { laneBy, tidy } from "@gongdan/flow-model/graph/edits";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel, useReactFlow } from "@xyflow/react";
import { Button, Segmented } from "antd";
import type { PartProps } from "../../model/part";
import styles from "./canvas.module.css";
import { CanvasAdd } from "./canvas-add";

interface Props extends PartProps {
  readonly onAdded: (key: string) => void;
}

/** Over the canvas: what can be put on it, what its lanes are, and laying it out anew. */
export function CanvasTools({ bundle, edit, readOnly, onAdded }: Props) {
  const { t } = useSpeech();
  const { fitView } = useReactFlow();
  if (readOnly) return null;
  const relay = (label: string, next: typeof tidy) => {
    edit(label, next);
    requestAnimationFrame(() => void fitView({ maxZoom: 1, padding: 0.06 }));
  };
  return (
    <Panel position="top-left" className={styles.tools}>
      <CanvasAdd bundle={bundle} edit={edit} onAdded={onAdded} />
      <Segmented<"stage" | "role">
        aria-label={t("canvas.lanes")}
        value={bundle.canvas?.by ?? "stage"}
        options={[
          { value: "stage", label: t("canvas.lanes.stage") },
          { value: "role", label: t("canvas.lanes.role") },
        ]}
        onChange={(by) => relay(t("canvas.lanes"), (before) => laneBy(before, by))}
      />
      {bundle.canvas?.nodes && <Button onClick={() => relay(t("canvas.tidy"), tidy)}>{t("canvas.tidy")}</Button>}
    </Panel>
  );
}
