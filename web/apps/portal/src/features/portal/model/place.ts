/** Where the reader is: the address says it, and the fragment holds what no server should see. */
export type Place =
  | { readonly page: "report"; readonly tenant: string; readonly asset: string }
  | { readonly page: "lost"; readonly tenant: string; /** Came by a link that is no whole one. */ readonly broken?: true }
  | { readonly page: "follow"; readonly token: string }
  | { readonly page: "check"; readonly token: string }
  | { readonly page: "door" };

/** A link of ours that lost something on its way: a chat cut it, or a letter came along. */
const damaged = /^gl1_([a-z0-9-]{2,39})_/;
const token = /^gl1_[a-z0-9-]{2,39}_[\w-]{43}$/;

/** Reads an address of the portal; whatever is none of ours leads to its door. */
export function placeOf(pathname: string, search: string, hash: string): Place {
  const parts = pathname.replace(/^\/portal\/?/, "").split("/").filter(Boolean);
  const secret = hash.replace(/^#/, "");
  const [first = "", second = ""] = parts;
  if (first === "check") return token.test(secret) ? { page: "check", token: secret } : { page: "door" };
  if (first === "" && token.test(secret)) return { page: "follow", token: secret };
  if (first === "") return lostBy(secret);
  const tenant = first.toLowerCase();
  if (second === "lost") return { page: "lost", tenant };
  return { page: "report", tenant, asset: new URLSearchParams(search).get("asset") ?? "" };
}

function lostBy(secret: string): Place {
  const tenant = damaged.exec(secret)?.[1];
  return tenant ? { page: "lost", tenant, broken: true } : { page: "door" };
}

/** The tenant to which a token belongs: it stands in its middle, so that a lost link can be found again. */
export const tenantOf = (secret: string): string => secret.split("_")[1] ?? "";
