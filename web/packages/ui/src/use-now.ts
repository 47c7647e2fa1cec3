import { useSyncExternalStore } from "react";

/** One clock for the whole page: all "25 min ago" step together, twice a minute. */
const step = 30_000;
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const readers = new Set<() => void>();

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    now = new Date();
    for (const each of readers) each();
  }, step);
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): Date {
  if (Date.now() - now.getTime() > step) now = new Date();
  return now;
}

/** The present moment, at most half a minute old. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, read);
}
