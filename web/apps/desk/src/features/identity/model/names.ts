/** A short name in the letters that addresses take; "" where nothing of the kind is in it. */
export function shortName(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 39);
}

/** A code for a unit that is free at its place: of its name, else counted. */
export function unitCode(name: string, taken: readonly string[]): string {
  const wished = shortName(name) || "unit";
  const free = (code: string) => !taken.includes(code);
  if (shortName(name) && free(wished)) return wished;
  let count = 1;
  while (!free(`${wished}-${count}`)) count += 1;
  return `${wished}-${count}`;
}

/** A log-in name for an organisation: of its name, else a plain word. */
export function organisationShortName(name: string): string {
  const wished = shortName(name);
  return /^[a-z0-9][a-z0-9-]+$/.test(wished) ? wished : "home";
}
