/** Lists of options live beside their field, so that they move with it when the pane scrolls. */
export function besideField(trigger: HTMLElement): HTMLElement {
  return trigger.parentElement ?? document.body;
}
