/** Reads rows of numbers, a line each, with commas or white space between; what is none is left out. */
export function numbersOf(text: string): number[][] {
  const rows = text.split("\n").map((line) => line.split(/[\s,，;]+/).filter(Boolean).map(Number).filter(Number.isFinite));
  return rows.filter((row) => row.length > 0);
}
