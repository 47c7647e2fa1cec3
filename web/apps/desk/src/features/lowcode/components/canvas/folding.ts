import { createContext, useContext } from "react";

/** Which sub-processes are shown as a card alone, and how that is changed. */
export interface Folding {
  readonly folded: ReadonlySet<string>;
  readonly onFold: (key: string, folded: boolean) => void;
}

const Context = createContext<Folding>({ folded: new Set(), onFold: () => undefined });
export const FoldingProvider = Context.Provider;
export const useFolding = (): Folding => useContext(Context);
