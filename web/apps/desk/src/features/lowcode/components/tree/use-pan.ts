import { type RefObject, useEffect } from "react";

/** Lets the ground of a scrolling box be dragged with the mouse; fingers scroll it by themselves. */
export function usePan(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const ground = box.current;
    if (!ground) return;
    let last: { readonly x: number; readonly y: number } | undefined;
    const down = ({ target, button, pointerType, clientX: x, clientY: y }: PointerEvent) => {
      const free = target instanceof Element && !target.closest("[role=treeitem],button,[role=menu]");
      if (button === 0 && pointerType === "mouse" && free) last = { x, y };
      ground.toggleAttribute("data-dragged", last !== undefined);
    };
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      if (!last) return;
      ground.scrollBy(last.x - x, last.y - y);
      last = { x, y };
    };
    const up = () => {
      last = undefined;
      ground.removeAttribute("data-dragged");
    };
    ground.addEventListener("pointerdown", down);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    return () => {
      ground.removeEventListener("pointerdown", down);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
    };
  }, [box]);
}
