import { spots, type Tree } from "./tree";

/** Gives keys that nothing in the flow has: a node's is its kind and a count, and stays whatever its title becomes. */
export interface Keys {
  readonly fresh: (base: string) => string;
}

export function keysOf(tree: Tree): Keys {
  const taken = new Set([...tree.nodeOrder, ...tree.edgeOrder]);
  for (const { place } of spots(tree.main)) {
    for (const each of [place, ...(place.join ? [place.join] : [])]) {
      taken.add(each.key);
      for (const { edge } of each.ways) taken.add(edge.key);
    }
  }
  const fresh = (base: string) => {
    for (let count = 1; ; count += 1) {
      const key = count === 1 ? base : `${base}_${count}`;
      if (taken.has(key)) continue;
      taken.add(key);
      return key;
    }
  };
  return { fresh };
}
