import { useSpeech } from "@gongdan/i18n/react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useMemo, useState } from "react";
import { useNow } from "./use-now";
import styles from "./watermark.module.css";

interface Reading {
  readonly count: (by: 1 | -1) => void;
  readonly mayReveal: boolean;
}
const Context = createContext<Reading>({ count: () => undefined, mayReveal: false });

/** Whether the reader may ask for masked values at all; whether for this one, the server says. */
export function useMayReveal(): boolean {
  return useContext(Context).mayReveal;
}

/** While `shown` is true, the page bears the reader's name and the time: something personal stands on it in clear. */
export function useInClear(shown: boolean): void {
  const { count } = useContext(Context);
  useEffect(() => {
    if (!shown) return;
    count(1);
    return () => {
      count(-1);
    };
  }, [shown, count]);
}

/** Says of what stands beside it that it is personal and in clear. */
export function InClear() {
  useInClear(true);
  return null;
}

interface Props {
  /** Who reads: the name on the mark. */
  readonly name: string;
  readonly mayReveal: boolean;
  readonly children: ReactNode;
}

/** Lays name and time over the page while something personal is shown in clear, and always in print. */
export function WatermarkProvider({ name, mayReveal, children }: Props) {
  const [shown, setShown] = useState(0);
  const count = useCallback((by: 1 | -1) => {
    setShown((before) => before + by);
  }, []);
  const reading = useMemo(() => ({ count, mayReveal }), [count, mayReveal]);
  return (
    <Context value={reading}>
      {children}
      <Mark name={name} onScreen={shown > 0} />
    </Context>
  );
}

function Mark({ name, onScreen }: { readonly name: string; readonly onScreen: boolean }) {
  const { moment } = useSpeech();
  const id = useId();
  const words = `${name} · ${moment(useNow())}`;
  const width = Math.max(260, words.length * 13);
  return (
    <svg className={styles.mark} data-on={onScreen} data-watermark={words} aria-hidden="true">
      <pattern id={id} width={width} height="120" patternUnits="userSpaceOnUse" patternTransform="rotate(-22)">
        <text x="8" y="36">
          {words}
        </text>
        <text x={width / 2} y="96" className={styles.light}>
          {words}
        </text>
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
