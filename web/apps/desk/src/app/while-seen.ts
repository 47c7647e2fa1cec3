/** How long an unseen window keeps its line, in ms: browsers grant only a few lines to one server. */
const patience = 30_000;

/**
 * Keeps something open while the window can be seen: it is closed some time after the window is hidden,
 * and opened again (with `onReturn`) when the window comes back. Returns how to end it for good.
 */
export function whileSeen(open: () => () => void, onReturn: () => void): () => void {
  let close: (() => void) | undefined = open();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") {
      timer = setTimeout(() => {
        close?.();
        close = undefined;
      }, patience);
    } else if (!close) {
      close = open();
      onReturn();
    }
  };
  document.addEventListener("visibilitychange", turn);
  return () => {
    document.removeEventListener("visibilitychange", turn);
    clearTimeout(timer);
    close?.();
  };
}
