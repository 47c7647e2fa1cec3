/**
 * Where branches meet again: the immediate post-dominator of each node, over the ways forward (Cooper, Harvey and
 * Kennedy 2001; without cycles one pass is enough). Nodes from which no end can be reached meet nobody.
 */
export function meetings(order: readonly string[], next: ReadonlyMap<string, readonly string[]>, ends: ReadonlySet<string>) {
  const above = new Map<string, string | undefined>();
  const depth = new Map<string, number>();
  const common = (one: string | undefined, other: string | undefined): string | undefined => {
    let [left, right] = [one, other];
    while (left !== right) {
      if (left === undefined || right === undefined) return undefined;
      if ((depth.get(left) ?? 0) >= (depth.get(right) ?? 0)) left = above.get(left);
      else right = above.get(right);
    }
    return left;
  };
  for (const node of [...order].reverse()) {
    const [first, ...others] = (next.get(node) ?? []).filter((each) => depth.has(each));
    if (first === undefined && !ends.has(node)) continue;
    const meeting = others.reduce<string | undefined>(common, first);
    above.set(node, meeting);
    depth.set(node, meeting === undefined ? 1 : (depth.get(meeting) ?? 0) + 1);
  }
  return above;
}

/** The nodes so that each way forward points onward; those on cycles are missing. */
export function inOrder(nodes: readonly string[], next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const waiting = new Map(nodes.map((node) => [node, 0]));
  for (const targets of next.values()) for (const each of targets) waiting.set(each, (waiting.get(each) ?? 0) + 1);
  const order = nodes.filter((node) => waiting.get(node) === 0);
  for (const node of order) {
    for (const each of next.get(node) ?? []) {
      const left = (waiting.get(each) ?? 0) - 1;
      waiting.set(each, left);
      if (left === 0) order.push(each);
    }
  }
  return order;
}
