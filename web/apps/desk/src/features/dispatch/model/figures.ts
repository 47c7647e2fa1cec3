/** A share as whole percent. */
export const percent = (share: number) => `${Math.round(100 * share)}%`;

/** A gain in percentage points with its sign and one digit; the minus is a real one. */
export function points(gain: number): string {
  const rounded = Math.round(1000 * gain) / 10;
  const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "";
  return `${sign}${Math.abs(rounded).toFixed(1)}`;
}

/** The reasons that gained most and those that lost most, at most two of each, the greatest first. */
export function moved(changes: Readonly<Record<string, number>>): { readonly more: readonly Moved[]; readonly less: readonly Moved[] } {
  const all = Object.entries(changes).map(([reason, by]) => ({ reason, by }));
  const most = (sign: 1 | -1) => all.filter(({ by }) => sign * by >= 0.05).sort((a, b) => sign * (b.by - a.by)).slice(0, 2);
  return { more: most(1), less: most(-1) };
}

export interface Moved {
  readonly reason: string;
  readonly by: number;
}
