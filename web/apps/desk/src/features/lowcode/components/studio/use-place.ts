import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { partOf, parts } from "./parts";

/** Which part is open and which place in it is looked at: both stand in the address, so they can be sent on. */
export function usePlace() {
  const [search, setSearch] = useSearchParams();
  const at = search.get("at") ?? undefined;
  const wished = search.get("part");
  const part = parts.find(({ key }) => key === wished) ?? (at === undefined ? undefined : partOf(at)) ?? parts[0];
  const open = useCallback((key: string) => setSearch({ part: key }), [setSearch]);
  const goTo = useCallback((place: string) => setSearch({ at: place }), [setSearch]);
  return { part, at, open, goTo };
}
