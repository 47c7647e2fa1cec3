/** What a browser remembers of its reader where it can; a web view that keeps nothing works as well. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(`gongdan.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`gongdan.${name}`, value);
  } catch {
    // private mode, or storage switched off: the choice holds until the page is left
  }
}
