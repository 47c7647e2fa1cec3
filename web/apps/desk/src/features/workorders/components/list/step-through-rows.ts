/** Moves the focus to the next (1) or the previous (-1) order of the list; Enter then opens it. */
export function stepThroughRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-order-row]")];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const open = rows.findIndex((row) => row.ariaCurrent === "page");
  const from = focused >= 0 ? focused : open;
  const next = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[next]?.focus();
}
