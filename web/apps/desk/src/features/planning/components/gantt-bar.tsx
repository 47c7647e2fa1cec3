import { useSpeech } from "@gongdan/i18n/react";
import type { Order, Stop } from "../api/day-plans";
import { clockOf } from "../model/times";
import { useBarWords } from "./use-bar-words";
import type { Drag } from "./use-drag";
import styles from "./gantt.module.css";

interface Props {
  readonly order: Order;
  readonly stop: Stop;
  readonly name: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly drag: Drag;
  readonly onOpen: (order: string) => void;
}

/** One order as a bar: a button that opens it, and that can be dragged. */
export function GanttBar({ order, stop, name, box, drag, onOpen }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const said = useBarWords(order, stop, name);
  const open = () => {
    if (!drag.wasDrag()) onOpen(order.id);
  };
  return (
    <g
      className={styles.bar}
      role="button"
      tabIndex={0}
      aria-label={said}
      data-order={order.number}
      data-late={stop.late > 0 || stop.missed > 0}
      data-begun={stop.begun}
      data-done={order.done}
      data-changed={order.change !== ""}
      data-dragged={drag.order === order.id}
      onPointerDown={stop.begun ? undefined : drag.press(order.id)}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen(order.id);
      }}
    >
      <rect className={styles.box} {...box} rx="6" />
      {order.priority <= 2 && <rect className={styles.urgent} data-priority={order.priority} x={box.x + 3} y={box.y + 6} width="3" height={box.height - 12} rx="1.5" />}
      {order.locked && <path className={styles.lock} d={`M ${box.x + box.width - 14} ${box.y + 26} v -3 a 3 3 0 0 1 6 0 v 3 h 2 v 6 h -10 v -6 z`} />}
      <svg x={box.x + 8} y={box.y} width={Math.max(0, box.width - 12)} height={box.height}>
        <text>
          <tspan className={styles.title} y="15">
            {order.title || t("dayplan.bar.hidden")}
          </tspan>{" "}
          <tspan className={styles.number} x="0" y="29">
            {clockOf(stop.begins, speech)}
          </tspan>
        </text>
      </svg>
    </g>
  );
}
