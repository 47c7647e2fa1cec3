import { useCallback, useEffect, useState } from "react";

/** What was begun and not sent, by what it is about. It lives in this window alone, and never on the disk. */
const begun = new Map<string, unknown>();

/** Forgets all that was begun: for signing out, so that the next person finds nothing. */
export function forgetBegun(): void {
  begun.clear();
}

/** What was begun under a name, if anything. */
export function begunUnder(name: string): unknown {
  return begun.get(name);
}

/** Keeps what was begun under a name; undefined when it was sent or given up. */
export function keepBegun(name: string, value: unknown): void {
  if (value === undefined) begun.delete(name);
  else begun.set(name, value);
}

/**
 * A state that outlives its page: whoever looks something up elsewhere finds on return what he had begun to write.
 * Undefined stands for nothing begun. `name` says what it is about and stays the same while the page is shown.
 */
export function useBegun<Value>(name: string): readonly [Value | undefined, (next: Value | undefined) => void] {
  const [value, setValue] = useState(() => begunUnder(name) as Value | undefined);
  const put = useCallback(
    (next: Value | undefined) => {
      keepBegun(name, next);
      setValue(next);
    },
    [name],
  );
  return [value, put];
}

/** While something is begun, the browser asks before it leaves the desk or loads it anew. */
export function useAskBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (begun.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
    };
  }, []);
}
