import { useSpeech } from "@gongdan/i18n/react";
import { type Node, Handle, type NodeProps, Position } from "@xyflow/react";
import styles from "./canvas.module.css";
import { useFolding } from "./folding";

export type DrawnFrame = Node<{ readonly title: string; readonly faults: readonly string[] }, "frame">;

/** A sub-process around what lies in it; its name stands above. */
export function CanvasFrame({ id, data: { title, faults }, selected }: NodeProps<DrawnFrame>) {
  const { t } = useSpeech();
  const { onFold } = useFolding();
  return (
    <div className={styles.frame} data-chosen={selected} data-faulty={faults.length > 0}>
      <Handle type="target" position={Position.Left} />
      <header className={styles.frameHead}>
        <strong className={styles.frameName}>{title}</strong>
        {faults.length > 0 && (
          <span className={styles.fault} title={faults.join("\n")} aria-hidden="true">
            {faults.length}
          </span>
        )}
        <button type="button" tabIndex={-1} className={styles.fold} aria-label={t("canvas.fold", { title })} onClick={() => onFold(id, true)}>
          −
        </button>
      </header>
      <Handle type="source" position={Position.Right} />
      <Handle type="source" id="back" position={Position.Bottom} isConnectable={false} className={styles.unseen} />
      <Handle type="target" id="back" position={Position.Bottom} isConnectable={false} className={styles.unseen} />
    </div>
  );
}
