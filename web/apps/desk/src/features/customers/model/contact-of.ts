/** Reads what was typed into the search: a whole number or address if it is one, else the start of a name. */
export function contactOf(typed: string): { readonly phone: string } | { readonly email: string } | undefined {
  const text = typed.trim();
  if (/^\S+@\S+$/.test(text)) return { email: text };
  return /^\+?[\d\s()-]{7,24}$/.test(text) ? { phone: text } : undefined;
}
