import type { Bundle } from "../bundle";
import { flowOf } from "../flow-of";
import type { Tree } from "../tree";
import { treeOf } from "../tree-of";

/** A bundle whose tree was changed; one that can't be drawn as a tree, or was not changed, is the same bundle. */
export function onTree(bundle: Bundle, change: (tree: Tree) => Tree): Bundle {
  const tree = treeOf(bundle.flow);
  if ("untreeable" in tree) return bundle;
  const changed = change(tree);
  return changed === tree ? bundle : { ...bundle, flow: flowOf(changed) };
}
