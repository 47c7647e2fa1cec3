import { useSyncExternalStore } from "react";

const small = matchMedia("(max-width: 760px)");

function watch(changed: () => void): () => void {
  small.addEventListener("change", changed);
  return () => small.removeEventListener("change", changed);
}

/** Whether the window is too small for a chart of a day: a list says it better there. */
export function usePhone(): boolean {
  return useSyncExternalStore(watch, () => small.matches);
}
