import { useCallback, useRef, useState } from "preact/hooks";

export interface Sending {
  readonly busy: boolean;
  readonly problem: unknown;
  /** Runs one thing at a time; what goes wrong is kept in `problem` until the next try. */
  readonly run: (act: () => Promise<void>) => Promise<void>;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const running = useRef(false);
  const run = useCallback(async (act: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (fault) {
      setProblem(fault);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
