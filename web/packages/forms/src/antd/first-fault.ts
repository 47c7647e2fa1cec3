/** Leads to the first answer that is wrong, once it is marked: on a long form it stands far above the button. */
export function toFirstFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
