import type { KeptView } from "@gongdan/api/shapes";

/** The ids of all views, one of them a step further up (-1) or down (1). */
export function moved(all: readonly KeptView[], view: KeptView, step: -1 | 1): string[] {
  const ids = all.map((each) => each.id);
  const from = ids.indexOf(view.id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}
