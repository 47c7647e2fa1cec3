import { type Anchor, canCopy } from "@gongdan/flow-model/edits/insert";
import { offered } from "@gongdan/flow-model/served";
import type { Offer } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { type Choice, ChoiceMenu } from "../menu/choice-menu";
import { faceIcons, offerFaces } from "./card-face";
import styles from "./tree.module.css";
import { useTree } from "./tree-context";

/** What can be inserted here, and the copied part where there is one. */
export function InsertMenu({ anchor }: { readonly anchor: Anchor }) {
  const { t } = useSpeech();
  const { bundle, tree, onInsert, onInserting, onPaste } = useTree();
  const kinds = offered(bundle).filter((kind) => kind !== "copies" || canCopy(tree, anchor));
  const choices: Choice<Offer | "paste">[] = kinds.map((kind) => ({
    key: kind,
    name: t(`tree.insert.${kind}`),
    purpose: t(`tree.insert.${kind}.for`),
    icon: faceIcons[offerFaces[kind]],
  }));
  if (onPaste) choices.push({ key: "paste", name: t("tree.paste"), purpose: t("tree.paste.for"), icon: faceIcons.other });
  return (
    <ChoiceMenu
      label={t("tree.insert")}
      choices={choices}
      className={styles.menu}
      onChoose={(key) => (key === "paste" ? onPaste?.(anchor) : onInsert(anchor, key))}
      onClose={() => onInserting(undefined)}
    />
  );
}
