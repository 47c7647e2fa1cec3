import type { Share } from "../api/pilots";

/** A part as a whole number of percent: 0.876 is 88. */
export function percent(part: number): number {
  return Math.round(100 * part);
}

/** A share with its 95 % interval, in whole percent; the interval is rounded outwards, so that nothing is claimed too narrowly. */
export function inPercent({ hits, of, low, high }: Share): { readonly percent: number; readonly low: number; readonly high: number } {
  return { percent: of === 0 ? 0 : percent(hits / of), low: Math.floor(100 * low), high: Math.ceil(100 * high) };
}
