import type { Anchor } from "@gongdan/flow-model/edits/insert";
import { type Folded, type Line, lineBeside } from "@gongdan/flow-model/outline";
import type { KeyboardEvent } from "react";
import type { TreeEdits } from "./use-tree-edits";

interface Hands {
  readonly lines: readonly Line[];
  readonly line: Line;
  readonly readOnly: boolean;
  readonly edits: TreeEdits;
  readonly stand: (id: string) => void;
  readonly open: (id: string) => void;
  readonly close: () => void;
  readonly insertAt: (anchor: Anchor) => void;
  readonly folded: Folded;
  readonly onFold: (key: string, folded: boolean) => void;
}

/** Where something is put that is asked for on a line. */
export const anchorOf = (line: Line): Anchor => (line.way ? { branch: line.way.edge.key } : { after: line.place.key });

/** What a key does on a line of the tree; tells whether it did something. */
export function pressed(event: KeyboardEvent, hands: Hands): boolean {
  const { line } = hands;
  if (event.altKey) return !hands.readOnly && moved(event.key, hands);
  if (event.ctrlKey || event.metaKey) return copied(event.key.toLowerCase(), hands);
  if (unfolded(event.key, hands)) return true;
  switch (event.key) {
    case "ArrowUp":
    case "ArrowDown":
    case "ArrowLeft":
    case "ArrowRight":
      hands.stand(lineBeside(hands.lines, line.id, event.key));
      return true;
    case "Home":
    case "End":
      hands.stand(hands.lines.at(event.key === "Home" ? 0 : -1)?.id ?? line.id);
      return true;
    case "Enter":
    case " ":
      hands.open(line.id);
      return true;
    case "Escape":
      hands.close();
      return true;
    case "Insert":
    case "+":
      if (!hands.readOnly) hands.insertAt(anchorOf(line));
      return true;
    case "Delete":
    case "Backspace":
      if (!hands.readOnly) hands.edits.remove(line);
      return true;
    default:
      return false;
  }
}

/** Left folds an open sub-process, right opens a folded one; else they lead on as everywhere. */
function unfolded(key: string, { line, folded, onFold }: Hands): boolean {
  const isFolded = folded.has(line.place.key);
  const wanted = { ArrowLeft: true, ArrowRight: false }[key];
  if (wanted === undefined || line.way || line.place.node.kind !== "subprocess" || wanted === isFolded) return false;
  onFold(line.place.key, wanted);
  return true;
}

function moved(key: string, { line, edits }: Hands): boolean {
  const way = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[key];
  if (way === undefined) return false;
  edits.move(line, way === 1 ? 1 : -1);
  return true;
}

function copied(key: string, { line, edits, readOnly }: Hands): boolean {
  if (key === "c") edits.copy(line);
  else if (key === "v" && !readOnly) edits.paste(anchorOf(line), line);
  else return false;
  return true;
}
