/** A number as a decimal text: halves rounded away from zero, no exponent, no zeros behind, as the server keeps it. */
export function exact(value: number, places: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e20) return null;
  // fifteen digits are what a double holds of a decimal for certain
  const [mantissa = "0", power = "0"] = Math.abs(value).toExponential(14).split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  const shift = Number(power) - 14 + places;
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift));
  const padded = scaled.toString().padStart(places + 1, "0");
  const cut = padded.length - places;
  const text = places > 0 ? `${padded.slice(0, cut)}.${padded.slice(cut)}`.replace(/\.?0+$/, "") : padded;
  return value < 0 && scaled !== 0n ? `-${text}` : text;
}

const halfUp = (value: bigint, unit: bigint) => (2n * value + unit) / (2n * unit);
