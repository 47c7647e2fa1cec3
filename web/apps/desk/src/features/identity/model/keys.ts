import type { UserQuery } from "@gongdan/api/shapes";

/** Under which keys what was read is remembered. */
export const userKeys = {
  all: ["users"] as const,
  list: (filter: UserQuery) => ["users", "list", filter] as const,
  one: (id: string) => ["users", "one", id] as const,
};
export const sessionKeys = {
  all: ["sessions"] as const,
  mine: ["sessions", "mine"] as const,
  everybody: ["sessions", "everybody"] as const,
  of: (user: string) => ["sessions", "of", user] as const,
};
export const roleKeys = { all: ["roles"] as const };
export const unitKeys = { all: ["units"] as const };
export const keyKeys = { all: ["api-keys"] as const };
export const historyKey = (kind: string, id: string, version: number) => ["history", kind, id, version] as const;
