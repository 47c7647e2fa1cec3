/** Where one begins: what is open. */
export const home = "/orders?status=open";

/** Where to go after logging in: only ever a page of this desk. */
export function wayBack(wished: string | null): string {
  const plain = wished !== null && /^\/(?![/\\])/.test(wished) && !wished.startsWith("/log-in") && !wished.startsWith("/setup");
  return plain ? wished : home;
}

/** The address of the log-in page that comes back to `here`. */
export function logInPath(here: string): string {
  const query = new URLSearchParams();
  if (wayBack(here) === here && here !== home) query.set("back", here);
  const words = query.toString();
  return words ? `/log-in?${words}` : "/log-in";
}
