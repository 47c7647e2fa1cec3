import { startTransition, useEffect, useState } from "react";

/**
 * How many of `total` parts are drawn by now: `first` at once, then `step` more at a time.
 * The later steps give way to a key or a click, so a large form answers before all of it stands.
 */
export function useGrowing(total: number, first: number, step: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn >= total) return;
    startTransition(() => {
      setDrawn(drawn + step);
    });
  }, [drawn, total, step]);
  return Math.min(drawn, total);
}
