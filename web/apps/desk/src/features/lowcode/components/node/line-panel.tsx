import type { Line } from "@gongdan/flow-model/outline";
import type { Tree } from "@gongdan/flow-model/tree";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Drawer } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import type { PartProps } from "../../model/part";
import { useSmall } from "@gongdan/ui/use-small";
import { BranchPanel } from "./branch-panel";
import { NodePanel } from "./node-panel";
import type { NodePartProps } from "./panel-props";
import styles from "./node.module.css";

interface Props extends PartProps, Pick<NodePartProps, "names" | "fields"> {
  readonly line: Line;
  readonly tree: Tree;
  readonly title: string;
  readonly onClose: () => void;
  readonly onRemove: () => void;
  readonly onInsert: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onCopy: () => void;
}

/** What a line of the tree says of itself, beside the tree, or as a sheet at the foot of a phone. */
export function LinePanel({ line, title, onClose, ...props }: Props) {
  const small = useSmall();
  const { place, way } = line;
  const body = way ? (
    <BranchPanel place={place} way={way} {...props} />
  ) : (
    <NodePanel nodeKey={place.key} node={place.node} {...props} />
  );
  const foot = props.readOnly || place.node.kind === "start" || place.node.kind === "end" ? null : <Acts branch={way !== undefined} {...props} />;
  if (small) {
    return (
      <Drawer placement="bottom" size={Math.round(window.innerHeight * 0.78)} open title={title} aria-label={title} footer={foot}
        onClose={onClose} getContainer={besidePage}>
        {body}
      </Drawer>
    );
  }
  return (
    <Beside title={title} foot={foot} onClose={onClose}>
      {body}
    </Beside>
  );
}

interface BesideProps {
  readonly title: string;
  readonly foot: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The panel on a wide page: it takes the focus when it opens, and gives it back on Escape. */
function Beside({ title, foot, onClose, children }: BesideProps) {
  const { t } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button type="text" aria-label={t("tree.panel.close")} onClick={onClose}>
          ✕
        </Button>
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </aside>
  );
}

type ActsProps = Pick<Props, "onRemove" | "onInsert" | "onMove" | "onCopy"> & { readonly branch: boolean };

/** What can be done with the line as a whole; the same as its keys do. */
function Acts({ branch, onRemove, onInsert, onMove, onCopy }: ActsProps) {
  const { t } = useSpeech();
  return (
    <div className={styles.acts}>
      <Button size="small" onClick={onInsert}>
        {t(branch ? "tree.act.insert.branch" : "tree.act.insert")}
      </Button>
      <Button size="small" onClick={() => onMove(-1)}>
        {t(branch ? "tree.act.left" : "tree.act.up")}
      </Button>
      <Button size="small" onClick={() => onMove(1)}>
        {t(branch ? "tree.act.right" : "tree.act.down")}
      </Button>
      <Button size="small" onClick={onCopy}>
        {t("tree.act.copy")}
      </Button>
      <Button size="small" className={styles.gone ?? ""} onClick={onRemove}>
        {t("tree.act.remove")}
      </Button>
    </div>
  );
}
