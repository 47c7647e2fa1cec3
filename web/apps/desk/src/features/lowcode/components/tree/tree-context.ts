import type { Bundle } from "@gongdan/flow-model/bundle";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import type { Anchor } from "@gongdan/flow-model/edits/insert";
import type { Offer } from "@gongdan/flow-model/starters";
import type { Tree } from "@gongdan/flow-model/tree";
import type { Folded, Line } from "@gongdan/flow-model/outline";
import { createContext, type KeyboardEvent, useContext } from "react";
import type { Finding } from "../../model/part";
import type { Names } from "../../model/who-words";

/** What every card, branch and plus of the tree needs to know. */
export interface TreeShown {
  readonly bundle: Bundle;
  readonly tree: Tree;
  readonly names: Names;
  readonly fields: readonly Comparable[];
  readonly readOnly: boolean;
  readonly lines: ReadonlyMap<string, Line>;
  /** The line that the keyboard stands on, and the one whose panel is open. */
  readonly current: string;
  readonly opened: string | undefined;
  /** Where the menu of what can be inserted is open. */
  readonly inserting: string | undefined;
  readonly findingsAt: (place: string) => readonly Finding[];
  readonly onFocus: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onInserting: (anchor: Anchor | undefined) => void;
  readonly onInsert: (anchor: Anchor, kind: Offer) => void;
  readonly onPaste: ((anchor: Anchor) => void) | undefined;
  readonly onAddBranch: (key: string) => void;
  /** Sub-processes of which only a card is shown. */
  readonly folded: Folded;
  readonly onFold: (key: string, folded: boolean) => void;
}

const Context = createContext<TreeShown | undefined>(undefined);
export const TreeProvider = Context.Provider;

export function useTree(): TreeShown {
  const shown = useContext(Context);
  if (!shown) throw new Error("outside of a tree");
  return shown;
}

export const anchorId = (anchor: Anchor): string => ("after" in anchor ? `after:${anchor.after}` : `branch:${anchor.branch}`);
