import type { Kind } from "@gongdan/flow-model/bundle";
import { isCard } from "@gongdan/flow-model/graph/lay-out";
import { useSpeech } from "@gongdan/i18n/react";
import { type Node, Handle, type NodeProps, Position } from "@xyflow/react";
import styles from "./canvas.module.css";
import { useFolding } from "./folding";
import { kindIcons } from "./kind-icons";

export interface NodeWords extends Record<string, unknown> {
  readonly kind: Kind;
  readonly title: string;
  readonly stage: string;
  /** Who acts, in words; "" where nobody does. */
  readonly who: string;
  /** What the check found at it, in words. */
  readonly faults: readonly string[];
  /** That it is a control point and who answers for it, in words; "" where it is none. */
  readonly control: string;
}

export type DrawnNode = Node<NodeWords, "step">;

/** One node: a card with its name and who acts, or a small sign for what decides, waits and begins. */
export function CanvasNode({ id, data, selected }: NodeProps<DrawnNode>) {
  const { t } = useSpeech();
  const { folded, onFold } = useFolding();
  const { kind, title, stage, who, faults, control } = data;
  return (
    <div className={styles.node} data-sign={!isCard(kind)} data-stage={stage} data-chosen={selected} data-faulty={faults.length > 0}>
      {kind !== "start" && kind !== "boundary" && <Handle type="target" position={Position.Left} />}
      <svg width="16" height="16" viewBox="0 0 16 16" className={styles.icon} aria-hidden="true">
        <path d={kindIcons[kind]} />
      </svg>
      <div className={styles.words}>
        <span className={styles.name}>{title}</span>
        {who && <span className={styles.who}>{who}</span>}
      </div>
      {control && <span className={styles.control} title={control} aria-hidden="true" />}
      {faults.length > 0 && (
        <span className={styles.fault} title={faults.join("\n")} aria-hidden="true">
          {faults.length}
        </span>
      )}
      {folded.has(id) && (
        <button type="button" tabIndex={-1} className={styles.fold} aria-label={t("canvas.unfold", { title })} onClick={() => onFold(id, false)}>
          +
        </button>
      )}
      {kind !== "end" && <Handle type="source" position={Position.Right} />}
      <Handle type="source" id="back" position={Position.Bottom} isConnectable={false} className={styles.unseen} />
      <Handle type="target" id="back" position={Position.Bottom} isConnectable={false} className={styles.unseen} />
    </div>
  );
}
