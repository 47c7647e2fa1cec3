import type { ReactNode } from "react";
import { useSpeech } from "@gongdan/i18n/react";
import styles from "./tree.module.css";
import { useTree } from "./tree-context";

interface Props {
  readonly id: string;
  readonly className: string | undefined;
  /** What is read out before what stands there. */
  readonly kind: string;
  readonly stage?: string | undefined;
  readonly face: string;
  readonly found: number;
  /** Whether what lies in it is shown; undefined where nothing can. */
  readonly expanded?: boolean | undefined;
  readonly children: ReactNode;
}

/** One line of the tree that can be stood on: a card, or the head of a branch. */
export function TreeLine({ id, className, kind, stage, face, found, expanded, children }: Props) {
  const { t } = useSpeech();
  const { lines, current, opened, onFocus, onOpen, onKey } = useTree();
  const line = lines.get(id);
  return (
    <div
      id={`tree-${id}`}
      role="treeitem"
      className={className}
      aria-level={line?.level}
      aria-posinset={line?.position}
      aria-setsize={line?.size}
      aria-selected={id === opened}
      aria-expanded={expanded}
      tabIndex={id === current ? 0 : -1}
      data-stage={stage}
      data-face={face}
      data-found={found > 0}
      onFocus={() => onFocus(id)}
      onClick={() => onOpen(id)}
      onKeyDown={onKey}
    >
      <span className={styles.hidden}>{kind}</span>
      {children}
      {found > 0 && (
        <span className={styles.found}>
          <span aria-hidden="true">{found}</span>
          <span className={styles.hidden}>{t("tree.label.found", { n: found })}</span>
        </span>
      )}
    </div>
  );
}
