import { useEffect, useRef, useState } from "react";
import type { Chosen } from "./use-chosen";

/** The nodes that are chosen together: with Shift one more comes in or goes out, without it one stands alone. */
export function usePicked(chosen: Chosen | undefined) {
  const [several, setSeveral] = useState<readonly string[]>([]);
  const before = useRef<string>(undefined);
  useEffect(() => {
    before.current = chosen?.kind === "node" ? chosen.key : undefined;
  }, [chosen]);
  const pick = (key: string, isMore: boolean) => {
    if (!isMore) {
      setSeveral([]);
      return;
    }
    const from = several.length > 0 ? several : [before.current ?? key];
    setSeveral(from.includes(key) && several.length > 0 ? from.filter((each) => each !== key) : [...new Set([...from, key])]);
  };
  const alone = chosen?.kind === "node" ? [chosen.key] : [];
  return { picked: several.length > 0 ? several : alone, pick };
}
