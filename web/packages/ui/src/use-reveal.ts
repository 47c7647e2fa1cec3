import { answer, api } from "@gongdan/api/client";
import { useCallback, useEffect, useState } from "react";
import { useInClear } from "./watermark";

/** A thing whose masked values may be asked for in clear. */
export interface Thing {
  readonly kind: "order" | "person" | "customer" | "user";
  readonly id: string;
}

export interface Shown {
  readonly values: Readonly<Record<string, string>>;
  readonly until: Date;
}

export interface Reveal {
  /** The values in clear, until they hide again. */
  readonly shown: Shown | null;
  readonly pending: boolean;
  readonly error: unknown;
  /** Asks for them; whether they are shown now. */
  readonly ask: (reason: string) => Promise<boolean>;
  readonly hide: () => void;
}

/** Masked values of a thing in clear: asked for with a reason, kept by this page alone, for 15 minutes. */
export function useReveal(thing: Thing, fields: readonly string[]): Reveal {
  const [shown, setShown] = useState<Shown | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { kind, id } = thing;
  const wanted = fields.join("\n");
  const hide = useCallback(() => {
    setShown(null);
  }, []);
  // what was shown of one thing is never shown beside another
  useEffect(() => hide, [kind, id, hide]);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(hide, shown.until.getTime() - Date.now());
    return () => {
      clearTimeout(timer);
    };
  }, [shown, hide]);
  useInClear(shown !== null);
  const ask = useCallback(
    async (reason: string) => {
      setPending(true);
      setError(null);
      try {
        const body = { object: { kind, id }, fields: wanted.split("\n"), reason };
        const { values, until } = await answer(api.POST("/api/v1/reveals", { body }));
        setShown({ values, until: new Date(until) });
        return true;
      } catch (fault) {
        setError(fault);
        return false;
      } finally {
        setPending(false);
      }
    },
    [kind, id, wanted],
  );
  return { shown, pending, error, ask, hide };
}
