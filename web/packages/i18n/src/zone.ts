let found: string | undefined;

/**
 * The zone of this browser. It is asked for when it is needed and not before: the first thing that a page
 * wants of `Intl` beside plurals costs a slow phone a tenth of a second, and many pages want nothing of it.
 */
export function browserZone(): string {
  return (found ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
}
