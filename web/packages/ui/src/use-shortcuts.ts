import { useEffect } from "react";

export type Shortcuts = Readonly<Record<string, () => void>>;

/** A key typed into a control belongs to the control. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Enter and Space belong to what they press. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  const pressed = "a, button, summary, [role=button], [role=option], [role=tab]";
  return (key === "Enter" || key === " ") && target instanceof Element && target.closest(pressed) !== null;
}

/** Whether something lies over the page that has the keys: what lies below is not led away under it. */
function isCovered(): boolean {
  const over = document.querySelectorAll("dialog[open], [role=dialog][aria-modal=true]");
  return Array.from(over).some((each) => each.checkVisibility());
}

/** Acts on single keys (`KeyboardEvent.key`) while nothing is being typed and no dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || isPressing(event) || isCovered()) return;
      const act = Object.hasOwn(shortcuts, event.key) ? shortcuts[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", press);
    };
  }, [shortcuts]);
}
