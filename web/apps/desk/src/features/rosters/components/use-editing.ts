import { useState } from "react";
import { type Change, type Roster, useChange, useLock } from "../api/rosters";
import { type Board, type Cell, cellKey } from "../model/grid";

/** What changes a draft: by a key or a press, and back again. */
export interface Editing {
  readonly give: (cell: Cell, kind: string, work?: Pick<Change, "place" | "skill">) => void;
  readonly lock: (cell: Cell) => void;
  /** Acts on a key of the grid; tells whether it meant anything. */
  readonly press: (key: string, cell: Cell) => boolean;
  /** Takes the last change back; absent while there is none. */
  readonly undo: (() => void) | undefined;
  /** Why the last change was not made. */
  readonly error: Error | null;
  readonly pending: boolean;
  readonly forget: () => void;
}

/** The changes of this sitting, the newest last: each is undone by giving back what stood there. */
export function useEditing(roster: Roster, board: Board): Editing {
  const [done, setDone] = useState<readonly Change[]>([]);
  const change = useChange(roster);
  const lock = useLock(roster);
  const before = (cell: Cell): Change => {
    const duty = board.duties.get(cellKey(cell));
    const work = duty ? { kind: duty.kind, place: duty.place, skill: duty.skill } : { kind: "" };
    return { ...cell, ...work, keep: board.locked.has(cellKey(cell)) };
  };
  const forget = () => {
    change.reset();
    lock.reset();
  };
  const give: Editing["give"] = (cell, kind, work) => {
    const back = before(cell);
    if (change.isPending || (back.kind === kind && !work)) return;
    forget();
    change.mutate({ ...cell, kind, ...work }, { onSuccess: () => { setDone((all) => [...all, back]); } });
  };
  const hold = (cell: Cell) => {
    forget();
    lock.mutate({ ...cell, locked: !board.locked.has(cellKey(cell)) });
  };
  const press = (key: string, cell: Cell) => {
    const kind = roster.kinds[Number(key) - 1];
    if (kind) give(cell, kind.id);
    else if (["0", "Delete", "Backspace"].includes(key)) give(cell, "");
    else if (key.toLowerCase() === "l") hold(cell);
    else return false;
    return true;
  };
  const last = done.at(-1);
  const undo = last && (() => { change.mutate(last, { onSuccess: () => { setDone((all) => all.slice(0, -1)); } }); });
  return { give, lock: hold, press, undo, error: change.error ?? lock.error, pending: change.isPending || lock.isPending, forget };
}
