import type { OrderRow } from "@gongdan/api/shapes";
import { useState } from "react";
import { between } from "../../model/selection";

/** Which rows of the list are selected; rows that left the list are selected no longer. */
export function useSelection(rows: readonly OrderRow[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  const ids = rows.map(({ id }) => id);
  return {
    rows: rows.filter(({ id }) => chosen.has(id)),
    /** Whether anything was ever selected. */
    begun: last !== undefined,
    has: (id: string) => chosen.has(id),
    toggle: (id: string, range: boolean) => {
      const want = !chosen.has(id);
      const next = new Set(chosen);
      for (const each of range ? between(ids, last, id) : [id]) {
        if (want) next.add(each);
        else next.delete(each);
      }
      setLast(id);
      setChosen(next);
    },
    all: () => { setChosen(new Set(ids)); },
    none: () => { setChosen(new Set()); },
  };
}
export type Selection = ReturnType<typeof useSelection>;
