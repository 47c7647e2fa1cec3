import { problemFrom } from "@gongdan/api/problem";
import { useSpeech } from "@gongdan/i18n/react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import styles from "./told.module.css";
import { type Shortcuts, useShortcuts } from "./use-shortcuts";

/** Sends the inverse of what was done. */
export type Undo = () => Promise<unknown>;

interface Told {
  readonly words: string;
  readonly count: number;
  readonly undo?: Undo | undefined;
}

const none: Shortcuts = {};
/** How long a word stays, in ms; with a way back, longer. */
const stay = 4000;
const stayWithUndo = 12_000;

type Tell = (words: string, undo?: Undo) => void;
const Context = createContext<Tell>(() => undefined);

/** Tells in passing that something is done, and offers to undo it: `tell(words, () => ...)`. */
export function useTell(): Tell {
  return useContext(Context);
}

/** Shows what was told at the foot of the page for a while, and has it read out; `z` takes it back. */
export function TellProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useSpeech();
  const [told, setTold] = useState<Told>({ words: "", count: 0 });
  const [held, setHeld] = useState(false);
  const tell = useCallback<Tell>((words, undo) => {
    setHeld(false);
    setTold(({ count }) => ({ words, count: count + 1, undo }));
  }, []);
  useEffect(() => {
    if (told.words === "" || held) return;
    const timer = setTimeout(
      () => {
        setTold(({ count }) => ({ words: "", count }));
      },
      told.undo ? stayWithUndo : stay,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [told, held]);
  const takeBack = useCallback(
    (undo: Undo) => {
      tell(t("parts.undo.doing"));
      undo().then(
        () => tell(t("parts.undo.done")),
        (error: unknown) => tell(t("parts.undo.failed", { why: problemFrom(error, 0).body.detail })),
      );
    },
    [tell, t],
  );
  const { undo } = told;
  const back = useMemo((): Shortcuts => {
    if (!undo) return none;
    return { z: () => { takeBack(undo); } };
  }, [undo, takeBack]);
  useShortcuts(back);
  return (
    <Context value={tell}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {told.words && (
          <p
            key={told.count}
            className={styles.told}
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            {told.words}
            {undo && (
              <button type="button" className={styles.undo} aria-keyshortcuts="z" onClick={() => takeBack(undo)}>
                {t("parts.undo")}
              </button>
            )}
          </p>
        )}
      </div>
    </Context>
  );
}
