import { treeOf } from "@gongdan/flow-model/tree-of";
import { useSpeech } from "@gongdan/i18n/react";
import { Segmented, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import type { PartProps } from "../../model/part";
import { TreeDesigner } from "../tree/tree-designer";
import styles from "./process-part.module.css";

const FlowCanvas = lazy(async () => ({ default: (await import("../canvas/flow-canvas")).FlowCanvas }));
type View = "tree" | "canvas";

/** The flow in two views of the same thing: the approval tree, or the free canvas where it is no tree. */
export function ProcessPart(props: PartProps) {
  const { t } = useSpeech();
  const [wished, setWished] = useState<View>();
  const view = wished ?? ("untreeable" in treeOf(props.bundle.flow) ? "canvas" : "tree");
  return (
    <div className={styles.views}>
      <div className={styles.choice}>
        <Segmented<View> value={view} onChange={setWished} aria-label={t("tree.view")}
          options={[
            { value: "tree", label: t("tree.view.tree") },
            { value: "canvas", label: t("tree.view.canvas") },
          ]} />
      </div>
      <div className={styles.view}>
        {view === "tree" ? (
          <TreeDesigner {...props} />
        ) : (
          <Suspense fallback={<Skeleton active title={false} />}>
            <FlowCanvas {...props} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
