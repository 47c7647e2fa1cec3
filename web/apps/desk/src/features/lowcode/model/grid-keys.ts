/** A cell of a grid that is gone through by arrow keys. */
export interface GridSpot {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Where a key leads from a cell; undefined for a key that leads nowhere (WAI-ARIA practices, grid). */
export function cellNext(key: string, { row, column }: GridSpot, { rows, columns }: Size): GridSpot | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: Math.max(row - 1, 0), column };
    case "ArrowDown":
      return { row: Math.min(row + 1, rows - 1), column };
    case "ArrowLeft":
      return { row, column: Math.max(column - 1, 0) };
    case "ArrowRight":
      return { row, column: Math.min(column + 1, columns - 1) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}
