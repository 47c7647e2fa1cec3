import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** To which of the order's events the page looks back, as the address says it; undefined for the present. */
export function useAsItWas() {
  const [search, setSearch] = useSearchParams();
  const wish = Number(search.get("at"));
  const look = useCallback(
    (seq: number | undefined) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (seq === undefined) next.delete("at");
          else next.set("at", String(seq));
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setSearch],
  );
  return { at: Number.isSafeInteger(wish) && wish > 0 ? wish : undefined, look };
}
