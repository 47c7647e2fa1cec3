import type { Bag } from "@gongdan/forms/core/json";
import type { Difference } from "@gongdan/ui/difference";

/** Places that are shown of a difference; beyond it a reader wants the files themselves. */
export const mostShown = 200;

function leaves(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, path === "" ? name : `${path}.${name}`, into);
    return;
  }
  into.set(path, typeof value === "string" ? value : JSON.stringify(value));
}

/** Where two bodies of a definition differ, leaf by leaf; one that is not there reads as "". */
export function bodyDifferences(before: Bag, after: Bag): readonly Difference[] {
  const old = new Map<string, string>();
  const fresh = new Map<string, string>();
  leaves(before, "", old);
  leaves(after, "", fresh);
  const places = [...new Set([...old.keys(), ...fresh.keys()])];
  return places
    .map((label) => ({ label, before: old.get(label) ?? "", after: fresh.get(label) ?? "" }))
    .filter(({ before: was, after: is }) => was !== is)
    .slice(0, mostShown);
}
