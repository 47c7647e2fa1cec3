import { StageMark } from "@gongdan/ui/stage-mark";
import { isStage } from "@gongdan/tokens/stages";
import type { Node, NodeProps } from "@xyflow/react";
import styles from "./canvas.module.css";

export type DrawnLane = Node<{ readonly lane: string; readonly title: string }, "lane">;

/** One lane behind the nodes: a stage, or who acts. */
export function CanvasLane({ data: { lane, title } }: NodeProps<DrawnLane>) {
  return <div className={styles.lane}>{isStage(lane) ? <StageMark stage={lane} /> : <span className={styles.role}>{title}</span>}</div>;
}
