import { type PointerEvent as Pressed, type RefObject, useRef, useState } from "react";
import type { Move, Plan } from "../api/day-plans";
import { moveTo } from "../model/rows";
import { spanOf } from "../model/times";
import { layout, timeAt } from "./layout";

/** Pixels that a pointer goes before a press becomes a drag. */
const slack = 5;

interface Wanted {
  readonly plan: Plan;
  readonly chart: RefObject<SVGSVGElement | null>;
  readonly tray: RefObject<HTMLElement | null>;
  readonly enabled: boolean;
  readonly onDrop: (move: Move) => void;
}

/** A bar that is being dragged ("": none), and the move that letting it go here would be. */
export interface Drag {
  readonly order: string;
  readonly move: Move | undefined;
  readonly press: (order: string) => (event: Pressed) => void;
  /** Tells once whether the press that just ended was a drag, which is no click. */
  readonly wasDrag: () => boolean;
}

const inside = ({ left, right, top, bottom }: DOMRect, x: number, y: number) => x >= left && x <= right && y >= top && y <= bottom;

/** Bars are dragged by pointer; Escape lets go without a move. */
export function useDrag({ plan, chart, tray, enabled, onDrop }: Wanted): Drag {
  const [dragged, setDragged] = useState<{ order: string; move: Move | undefined }>({ order: "", move: undefined });
  const just = useRef(false);
  const find = (order: string, x: number, y: number): Move | undefined => {
    const box = chart.current?.getBoundingClientRect();
    if (tray.current && inside(tray.current.getBoundingClientRect(), x, y)) return { order, to: null, at: 0 };
    if (!box || !inside(box, x, y)) return undefined;
    const route = plan.routes[Math.floor((y - box.top - layout.axis) / layout.row)];
    return route && route.away === "" ? moveTo(order, route, timeAt(x - box.left, box.width, spanOf(plan))) : undefined;
  };
  const press = (order: string) => (event: Pressed) => {
    if (!enabled || event.button !== 0) return;
    const [fromX, fromY] = [event.clientX, event.clientY];
    let move: Move | undefined;
    let far = false;
    const go = ({ clientX, clientY }: PointerEvent) => {
      far ||= Math.hypot(clientX - fromX, clientY - fromY) > slack;
      if (!far) return;
      const next = find(order, clientX, clientY);
      if (move?.to === next?.to && move?.at === next?.at && move !== undefined) return;
      move = next;
      setDragged({ order, move });
    };
    const end = (drop: boolean) => {
      for (const each of ["pointermove", "pointerup", "pointercancel", "keydown"]) window.removeEventListener(each, heard);
      just.current = far;
      setTimeout(() => { just.current = false; });
      setDragged({ order: "", move: undefined });
      if (drop && far && move) onDrop(move);
    };
    const heard = (each: Event) => {
      if (each instanceof KeyboardEvent) {
        if (each.key === "Escape") end(false);
      } else if (each.type === "pointermove") go(each as PointerEvent);
      else end(each.type === "pointerup");
    };
    for (const each of ["pointermove", "pointerup", "pointercancel", "keydown"]) window.addEventListener(each, heard);
  };
  return { ...dragged, press, wasDrag: () => just.current };
}
