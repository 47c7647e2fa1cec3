import { addBranch, moveBranch } from "@gongdan/flow-model/edits/branches";
import { type Clip, copyBranch, copyPlace, paste, pasteBranch } from "@gongdan/flow-model/edits/copy";
import { type Anchor, insert } from "@gongdan/flow-model/edits/insert";
import { moveBy } from "@gongdan/flow-model/edits/move";
import { onTree } from "@gongdan/flow-model/edits/on-tree";
import { branchStays, remove, removeBranch, type Stays, stays } from "@gongdan/flow-model/edits/remove";
import { type Line, lineOfNode, lineOfWay } from "@gongdan/flow-model/outline";
import type { Offer } from "@gongdan/flow-model/starters";
import { spotOf, type Tree } from "@gongdan/flow-model/tree";
import { useSpeech } from "@gongdan/i18n/react";
import type { Edit } from "../../model/part";

interface Wanted {
  readonly tree: Tree;
  readonly edit: Edit;
  /** What was done or could not be done, read out and shown. */
  readonly tell: (words: string) => void;
  /** The line to stand on afterwards. */
  readonly stand: (id: string, open?: boolean) => void;
  readonly title: (line: Line) => string;
}

/** What was copied, on any page of this window. */
let clip: Clip | undefined;

/** The acts of the tree: each one edit that can be undone, told in words, with the focus on what came of it. */
export function useTreeEdits({ tree, edit, tell, stand, title }: Wanted) {
  const { t } = useSpeech();
  const done = (label: string, after: Tree) => {
    edit(label, (bundle) => onTree(bundle, () => after));
    tell(label);
  };
  const refused = (why: Stays) => tell(typeof why === "string" ? t(`tree.stays.${why}`) : t("tree.stays.stage", { stage: t(`stage.${why.stage || "report"}`) }));

  return {
    insert(anchor: Anchor, kind: Offer) {
      const made = insert(tree, anchor, kind);
      if (made.key === undefined) return;
      done(t("tree.did.insert", { what: t(`tree.insert.${kind}`) }), made.tree);
      // a choice begins with saying when its first branch is taken
      const [first] = kind === "condition" ? (spotOf(made.tree, made.key)?.place.ways ?? []) : [];
      stand(first ? lineOfWay(first.edge.key) : lineOfNode(made.key), true);
    },
    addBranch(key: string) {
      const made = addBranch(tree, key);
      done(t("tree.did.branch"), made.tree);
      stand(lineOfWay(made.edge), true);
    },
    remove(line: Line) {
      const why = line.way ? branchStays(tree, line.way.edge.key) : stays(tree, line.place.key);
      if (why) {
        refused(why);
        return;
      }
      const after = line.way ? removeBranch(tree, line.way.edge.key) : remove(tree, line.place.key);
      if (after === tree) return;
      done(t("tree.did.remove", { what: title(line) }), after);
      stand(line.parent ?? lineOfNode(tree.main[0]?.key ?? ""));
    },
    move(line: Line, by: 1 | -1) {
      const after = line.way ? moveBranch(tree, line.way.edge.key, by) : moveBy(tree, line.place.key, by);
      if (after === tree) {
        tell(t("tree.did.move.not"));
        return;
      }
      done(t(by === 1 ? "tree.did.later" : "tree.did.earlier", { what: title(line) }), after);
      stand(line.id);
    },
    copy(line: Line) {
      clip = line.way ? copyBranch(tree, line.way.edge.key) : copyPlace(tree, line.place.key);
      tell(t(clip ? "tree.did.copy" : "tree.did.copy.not", { what: title(line) }));
    },
    canPaste: () => clip !== undefined && ("place" in clip || clip.way.body.length > 0),
    paste(anchor: Anchor, line?: Line) {
      if (!clip) {
        tell(t("tree.did.paste.nothing"));
        return;
      }
      if ("way" in clip && line?.way === undefined && line?.place.node.kind === "exclusive") {
        done(t("tree.did.paste"), pasteBranch(tree, line.place.key, clip.way));
        return;
      }
      const made = paste(tree, anchor, clip);
      if (made.key === undefined) {
        tell(t("tree.did.paste.not"));
        return;
      }
      done(t("tree.did.paste"), made.tree);
      stand(lineOfNode(made.key));
    },
  };
}

export type TreeEdits = ReturnType<typeof useTreeEdits>;
