import { useSyncExternalStore } from "react";

const small = matchMedia("(max-width: 760px)");

function watch(changed: () => void): () => void {
  small.addEventListener("change", changed);
  return () => small.removeEventListener("change", changed);
}

/** Whether the page is a phone's: panels are sheets at its foot. */
export function useSmall(): boolean {
  return useSyncExternalStore(watch, () => small.matches);
}
