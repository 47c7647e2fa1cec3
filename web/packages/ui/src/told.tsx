import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import styles from "./told.module.css";

interface Told {
  readonly words: string;
  readonly count: number;
}

/** How long a word stays, in ms. */
const stay = 4000;

const Context = createContext<(words: string) => void>(() => undefined);

/** Tells in passing that something is done: `const tell = useTell()`. */
export function useTell(): (words: string) => void {
  return useContext(Context);
}

/** Shows what was told at the foot of the page for a while, and has it read out. */
export function TellProvider({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState<Told>({ words: "", count: 0 });
  const tell = useCallback((words: string) => {
    setTold(({ count }) => ({ words, count: count + 1 }));
  }, []);
  useEffect(() => {
    if (told.words === "") return;
    const timer = setTimeout(() => {
      setTold(({ count }) => ({ words: "", count }));
    }, stay);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);
  return (
    <Context value={tell}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {told.words && (
          <p key={told.count} className={styles.told}>
            {told.words}
          </p>
        )}
      </div>
    </Context>
  );
}
