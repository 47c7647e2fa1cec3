import type { Node, Stage } from "../bundle";
import { keysOf } from "../keys";
import { starter } from "../starters";
import { forwards, mapPlace, mapSeqOf, type Place, type Spot, spots, type Tree, wayOf } from "../tree";
import { setCondition } from "./branches";
import { healed } from "./heal";
import { insert } from "./insert";
import { lost, remove, removeBranch } from "./remove";

/** An approval of a stage, as the panel without a canvas shows it. */
export interface Approval {
  readonly key: string;
  readonly node: Node;
  /** The edge of the branch on which it stands, where it is asked only under a condition. */
  readonly branch?: string | undefined;
  /** FEEL; empty: always, or the condition is not yet said. */
  readonly condition: string;
}

const judged = ({ node }: Place) => node.kind === "user" && Object.values(node.outcomes ?? {}).some(({ refuses }) => refuses);

/** The approvals of a stage, in their order. */
export function approvalsOf(tree: Tree, stage: Stage): readonly Approval[] {
  return [...spots(tree.main)]
    .filter(({ place }) => place.node.stage === stage && judged(place))
    .map((spot) => ({ key: spot.place.key, node: spot.place.node, ...branchOf(spot) }));
}

function branchOf({ trail, way }: Spot): Pick<Approval, "branch" | "condition"> {
  const gateway = trail.at(-1)?.place;
  if (!way || gateway?.node.kind !== "exclusive") return { condition: "" };
  return { branch: way.edge.key, condition: way.edge.condition ?? "" };
}

/** One more approval at the end of a stage: after its last step that every order passes. */
export function addApproval(tree: Tree, stage: Stage): Tree {
  const last = tree.main.findLast(({ node }) => node.stage === stage) ?? tree.main.find(({ node }) => node.stage);
  if (!last) return tree;
  const made = insert(tree, { after: last.key }, "approval");
  return made.key === undefined ? tree : mapPlace(made.tree, made.key, (place) => ({ ...place, node: { ...place.node, stage } }));
}

/** Takes an approval out, with the branch on which it stood alone. */
export function removeApproval(tree: Tree, { key, branch }: Approval): Tree {
  const alone = branch !== undefined && [...spots(tree.main)].find(({ place }) => place.key === key)?.seq.length === 1;
  const after = alone ? removeBranch(tree, branch) : remove(tree, key);
  return lost(tree, after) === undefined ? after : tree;
}

/**
 * Asks an approval only under a condition: a gateway is put around it whose other way leads past it; without a condition
 * (undefined; "": not yet said) the gateway goes again.
 */
export function approveWhen(tree: Tree, { key, branch }: Approval, condition: string | undefined): Tree {
  if (branch === undefined) return condition === undefined ? tree : healed(wrapped(tree, key, condition));
  if (condition !== undefined) return setCondition(tree, branch, condition);
  const found = wayOf(tree, branch);
  const past = found && forwards(found.spot.place).every(({ edge, body }) => edge.key === branch || body.length === 0);
  if (!found || !past) return tree;
  return healed(mapSeqOf(tree, found.spot.place.key, (seq, index) => seq.toSpliced(index, 1, ...found.way.body)));
}

function wrapped(tree: Tree, key: string, condition: string): Tree {
  const gateway = starter("condition", keysOf(tree), "");
  const [when, ...others] = gateway.ways;
  if (!when) return tree;
  const edge = condition === "" ? when.edge : { ...when.edge, condition };
  return mapSeqOf(tree, key, (seq, index) => {
    const body = seq.slice(index, index + 1);
    return seq.toSpliced(index, 1, { ...gateway, ways: [{ edge, body }, ...others] });
  });
}
