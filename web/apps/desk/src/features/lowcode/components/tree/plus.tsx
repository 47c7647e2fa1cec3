import { type Anchor } from "@gongdan/flow-model/edits/insert";
import { useSpeech } from "@gongdan/i18n/react";
import { InsertMenu } from "./insert-menu";
import styles from "./tree.module.css";
import { anchorId, useTree } from "./tree-context";

/** The line between two places with its plus; by keyboard it is the Insert key on the card before. */
export function Plus({ anchor, label }: { readonly anchor: Anchor; readonly label: string }) {
  const { t } = useSpeech();
  const { readOnly, inserting, onInserting } = useTree();
  const open = inserting === anchorId(anchor);
  return (
    <div className={styles.between}>
      {!readOnly && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.plus}
          aria-label={t("tree.insert.after", { title: label })}
          aria-expanded={open}
          onClick={() => onInserting(open ? undefined : anchor)}
        >
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M6 1.5v9M1.5 6h9" />
          </svg>
        </button>
      )}
      {open && <InsertMenu anchor={anchor} />}
    </div>
  );
}
