import { type Folded, lineOfNode, outline } from "@gongdan/flow-model/outline";
import type { Tree } from "@gongdan/flow-model/tree";
import { useCallback, useMemo, useState } from "react";

/** Which sub-processes of the tree are folded; one in which lies what was followed from elsewhere is open. */
export function useFoldedTree(tree: Tree, followed: string | undefined) {
  const [wished, setWished] = useState<Folded>(new Set());
  const folded = useMemo<Folded>(() => {
    if (followed === undefined || outline(tree, wished).some(({ id }) => id === followed)) return wished;
    return new Set([...wished].filter((key) => !isAround(tree, key, followed)));
  }, [tree, wished, followed]);
  const onFold = useCallback(
    (key: string, isFolded: boolean) => setWished((before) => new Set(isFolded ? [...before, key] : [...before].filter((each) => each !== key))),
    [],
  );
  return { folded, onFold };
}

function isAround(tree: Tree, key: string, id: string): boolean {
  const all = new Map(outline(tree).map((line) => [line.id, line]));
  for (let at = all.get(id)?.parent; at !== undefined; at = all.get(at)?.parent) if (at === lineOfNode(key)) return true;
  return false;
}
