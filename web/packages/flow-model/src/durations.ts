/** How long something lasts in the units that people say; `times`: how often it comes (-1: without end). */
export interface Span {
  readonly amount: number;
  readonly unit: SpanUnit;
  readonly times: number;
}

export const spanUnits = ["minutes", "hours", "days"] as const;
export type SpanUnit = (typeof spanUnits)[number];

const shapes: readonly (readonly [SpanUnit, RegExp])[] = [
  ["minutes", /^PT(\d+)M$/],
  ["hours", /^PT(\d+)H$/],
  ["days", /^P(\d+)D$/],
];

/** Reads an ISO 8601 duration or cycle of one unit (`PT4H`, `R3/PT30M`); undefined for anything richer. */
export function readSpan(due: string): Span | undefined {
  const [, again, count, rest = ""] = /^(R(\d*)\/)?(.*)$/.exec(due) ?? [];
  const times = again === undefined ? 1 : count ? Number(count) : -1;
  for (const [unit, shape] of shapes) {
    const amount = shape.exec(rest)?.[1];
    if (amount !== undefined) return { amount: Number(amount), unit, times };
  }
  return undefined;
}

/** Writes it as ISO 8601. */
export function spanText({ amount, unit, times }: Span): string {
  const whole = Math.max(1, Math.round(amount));
  const once = { minutes: `PT${whole}M`, hours: `PT${whole}H`, days: `P${whole}D` }[unit];
  return times === 1 ? once : `R${times < 0 ? "" : times}/${once}`;
}
