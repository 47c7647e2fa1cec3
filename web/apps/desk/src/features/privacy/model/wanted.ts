/** By what a person is looked for: a whole number or a whole address. */
export interface Wanted {
  readonly phone: string;
  readonly email: string;
}

/** Reads what was typed: an address has an @, anything else is a number. */
export function wanted(typed: string): Wanted {
  const text = typed.trim();
  return text.includes("@") ? { phone: "", email: text } : { phone: text, email: "" };
}
