/** Under which keys the pages remember what they read. */
export const privacyKeys = {
  all: ["privacy"] as const,
  subject: (id: string) => ["privacy", "subject", id] as const,
  retention: ["privacy", "retention"] as const,
  names: ["privacy", "names"] as const,
};
