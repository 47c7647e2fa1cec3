import type { Bundle, Node } from "@gongdan/flow-model/bundle";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import type { Tree } from "@gongdan/flow-model/tree";
import type { Edit, Finding } from "../../model/part";
import type { Names } from "../../model/who-words";

/** What every part of the panel of a node gets. */
export interface NodePartProps {
  readonly nodeKey: string;
  readonly node: Node;
  /** Where the flow is a tree; without, no way can be redirected here. */
  readonly tree: Tree | undefined;
  readonly bundle: Bundle;
  readonly edit: Edit;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly names: Names;
  readonly fields: readonly Comparable[];
}

/** What a part gets that shows no people and no tree: what a machine does. */
export type MachineProps = Omit<NodePartProps, "tree" | "findings" | "names" | "fields">;
