const key = "gongdan.tenant";

/** The organisation that was logged in to here last; a closed storage only forgets. */
export function lastTenant(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function keepTenant(slug: string): void {
  try {
    localStorage.setItem(key, slug);
  } catch {
    // A private window may refuse; then the name is typed again.
  }
}
