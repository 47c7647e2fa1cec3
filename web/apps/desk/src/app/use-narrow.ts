import { useSyncExternalStore } from "react";

const narrow = matchMedia("(max-width: 1100px)");

function watch(changed: () => void): () => void {
  narrow.addEventListener("change", changed);
  return () => {
    narrow.removeEventListener("change", changed);
  };
}

/** Whether the window is too narrow for the rail beside two panes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches);
}
