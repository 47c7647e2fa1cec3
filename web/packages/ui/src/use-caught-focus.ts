import { useEffect } from "react";

/** What can stand for a part of the page that is gone. */
const parts = "section, form, article, aside, main, dialog, [role=dialog], [role=region], [role=group], [aria-label]";

function aroundOf(target: EventTarget | null): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let each = target instanceof HTMLElement ? target : null; each; each = each.parentElement) found.push(each);
  return found;
}

/**
 * Where what had the focus is taken away (a step that was done, a page that was left), the nearest part around it that
 * still stands takes the focus: by keys or with a screen reader one goes on from there, not from the top.
 */
export function useCaughtFocus(): void {
  useEffect(() => {
    let around: readonly HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      around = aroundOf(target);
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body || around[0]?.isConnected !== false) return;
      const part = around.find((each) => each.isConnected && each.matches(parts)) ?? document.querySelector("main");
      around = [];
      if (!part) return;
      if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
      part.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", note);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", note);
      observer.disconnect();
    };
  }, []);
}
