import { comparables } from "@gongdan/flow-model/conditions/fields";
import type { Anchor } from "@gongdan/flow-model/edits/insert";
import { type Line, lineOfNode, lineOfWay, outline } from "@gongdan/flow-model/outline";
import type { Tree } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { PartProps } from "../../model/part";
import { faceOf } from "./card-face";
import { anchorId, TreeProvider } from "./tree-context";
import { anchorOf, pressed } from "./tree-keys";
import { TreeSeq } from "./tree-seq";
import { TreeTools, type Zoom, zooms } from "./tree-tools";
import { useFoldedTree } from "./use-folded-tree";
import styles from "./tree.module.css";
import { useNames } from "./use-names";
import { usePan } from "./use-pan";
import { useTreeEdits } from "./use-tree-edits";

/** The panel's many controls come when the first card is opened. */
const LinePanel = lazy(async () => ({ default: (await import("../node/line-panel")).LinePanel }));

interface Props extends PartProps {
  readonly tree: Tree;
}

/** The line that shows a place of the document, e.g. `flow/nodes/accept/assignee`. */
function lineAt(place: string | undefined): string | undefined {
  const [, kind, key] = /^flow\/(nodes|edges)\/([^/]+)/.exec(place ?? "") ?? [];
  if (!kind || !key) return undefined;
  return kind === "nodes" ? lineOfNode(key) : lineOfWay(key);
}

/** The tree on its ground, with the panel of the line that is open. */
export function TreeBoard({ tree, bundle, edit, findings, readOnly, at }: Props) {
  const { t, locale } = useSpeech();
  const ground = useRef<HTMLDivElement>(null);
  const followed = lineAt(at);
  const { folded, onFold } = useFoldedTree(tree, followed);
  const lines = useMemo(() => outline(tree, folded), [tree, folded]);
  const [current, setCurrent] = useState(followed ?? lines[0]?.id ?? "");
  const [opened, setOpened] = useState(followed);
  const [inserting, setInserting] = useState<Anchor>();
  const [zoom, setZoom] = useState<Zoom>(100);
  const [told, setTold] = useState("");
  const wanted = useRef<string>(undefined);
  const names = useNames(bundle);
  const fields = useMemo(() => comparables(bundle), [bundle]);
  usePan(ground);

  const known = useMemo(() => new Map(lines.map((line) => [line.id, line])), [lines]);
  const title = ({ place, way }: Line) =>
    wordsOf(way?.edge.title ?? place.node.title, locale) || t(way ? "tree.branch" : `tree.kind.${faceOf(place)}`);
  const stand = (id: string, open = false) => {
    wanted.current = id;
    setCurrent(id);
    setInserting(undefined);
    if (open) setOpened(id);
  };
  const edits = useTreeEdits({ tree, edit, tell: setTold, stand, title });

  useEffect(() => {
    const line = wanted.current === undefined ? null : document.getElementById(`tree-${wanted.current}`);
    if (!line) return;
    wanted.current = undefined;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest", inline: "center" });
  });
  useEffect(() => {
    if (followed === undefined) return;
    document.getElementById(`tree-${followed}`)?.scrollIntoView({ block: "center", inline: "center" });
  }, [followed]);

  const standing = known.has(current) ? current : (lines[0]?.id ?? "");
  const onKey = (event: KeyboardEvent) => {
    // of the line that has the focus: `standing` follows it a drawing later
    const line = known.get(event.currentTarget.id.replace(/^tree-/, ""));
    if (!line || event.target !== event.currentTarget) return;
    if (pressed(event, { lines, line, readOnly, edits, stand, folded, onFold, open: setOpened, close: () => setOpened(undefined), insertAt: setInserting })) event.preventDefault();
  };
  const fit = () => {
    const box = ground.current;
    if (!box) return;
    const [wide, high] = [(box.scrollWidth * 100) / zoom, (box.scrollHeight * 100) / zoom];
    const whole = Math.min(box.clientWidth / wide, box.clientHeight / high) * 100;
    setZoom(zooms.findLast((each) => each <= Math.max(whole, zooms[0])) ?? zooms[0]);
  };
  const open = opened === undefined ? undefined : known.get(opened);
  const close = () => {
    if (open) stand(open.id);
    setOpened(undefined);
  };

  return (
    <TreeProvider
      value={{
        bundle, tree, names, fields, readOnly, lines: known, current: standing, opened, onKey,
        inserting: inserting && anchorId(inserting),
        findingsAt: (place) => findings.filter((each) => each.place === place || each.place.startsWith(`${place}/`)),
        onFocus: setCurrent,
        onOpen: setOpened,
        onInserting(anchor) {
          setInserting(anchor);
          if (!anchor) wanted.current = standing;
        },
        onInsert: (anchor, kind) => edits.insert(anchor, kind),
        onPaste: edits.canPaste() ? (anchor) => edits.paste(anchor) : undefined,
        onAddBranch: (key) => edits.addBranch(key),
        folded,
        onFold,
      }}
    >
      <div className={styles.board} data-open={open !== undefined}>
        <div ref={ground} className={styles.ground}>
          <div role="tree" aria-label={t("tree.label.tree")} aria-owns={lines.map(({ id }) => `tree-${id}`).join(" ")} />
          <div className={styles.sheet} data-zoom={zoom}>
            <TreeSeq seq={tree.main} />
          </div>
        </div>
        <TreeTools zoom={zoom} onZoom={setZoom} onFit={fit} />
        <p className={styles.keys}>{t("tree.keys")}</p>
        <p role="status" className={styles.told}>{told}</p>
        {open && (
          <Suspense fallback={<aside />}>
            <LinePanel key={open.id} line={open} tree={tree} bundle={bundle} edit={edit} findings={findings} readOnly={readOnly}
              names={names} fields={fields} title={title(open)} onClose={close} onRemove={() => edits.remove(open)}
              onInsert={() => { setOpened(undefined); setInserting(anchorOf(open)); }} onMove={(by) => edits.move(open, by)}
              onCopy={() => edits.copy(open)} />
          </Suspense>
        )}
      </div>
    </TreeProvider>
  );
}
