import { treeOf } from "@gongdan/flow-model/tree-of";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import type { PartProps } from "../../model/part";
import { TreeBoard } from "./tree-board";
import styles from "./tree.module.css";

/** The flow as an approval tree; one that is none is said to be so, with the places, and left as it is. */
export function TreeDesigner(props: PartProps) {
  const { t } = useSpeech();
  const tree = treeOf(props.bundle.flow);
  if (!("untreeable" in tree)) return <TreeBoard {...props} tree={tree} />;
  return (
    <div className={styles.untreeable}>
      <Note tone="warn" title={t("tree.none")}>
        <p>{t("tree.none.next")}</p>
        <ul>
          {tree.untreeable.map(({ place, why }) => (
            <li key={`${place} ${why}`}>
              <code>{place}</code> {t(`tree.none.${why}`)}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
