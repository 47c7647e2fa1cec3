function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/**
 * The one place in which two documents differ, if it is a single text or number that both have; else undefined.
 * Unchanged parts are shared between the two, so only the changed path is walked.
 */
export function onlyLeaf(before: unknown, after: unknown, path = ""): string | undefined {
  if (!isBranch(before) || !isBranch(after)) return isBranch(before) || isBranch(after) ? undefined : path;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => before[name] !== after[name]);
  const [name] = changed;
  if (changed.length !== 1 || name === undefined || !(name in before) || !(name in after)) return undefined;
  return onlyLeaf(before[name], after[name], `${path}/${name}`);
}
