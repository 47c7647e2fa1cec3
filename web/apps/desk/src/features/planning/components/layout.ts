import type { Span } from "../model/times";

/** The chart's measures, in pixels. */
export const layout = { label: 148, axis: 28, row: 54, bar: 36, end: 24 } as const;

/** Where a time stands in a chart of this width. */
export function xOf(time: number, width: number, { from, to }: Span): number {
  const wide = Math.max(1, width - layout.label - layout.end);
  return layout.label + ((time - from) / (to - from)) * wide;
}

/** Which time stands at a place of the chart. */
export function timeAt(x: number, width: number, { from, to }: Span): number {
  const wide = Math.max(1, width - layout.label - layout.end);
  return from + ((x - layout.label) / wide) * (to - from);
}
