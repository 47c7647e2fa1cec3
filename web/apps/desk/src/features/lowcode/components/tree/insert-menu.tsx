import { offered } from "@gongdan/flow-model/served";
import { type Anchor, canCopy } from "@gongdan/flow-model/edits/insert";
import type { Offer } from "@gongdan/flow-model/starters";
import { useSpeech } from "@gongdan/i18n/react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Face } from "./card-face";
import { FaceIcon } from "./face-icon";
import styles from "./tree.module.css";
import { useTree } from "./tree-context";

const faces: Readonly<Record<Offer, Face>> = {
  step: "step",
  approval: "approval",
  countersign: "countersign",
  copies: "copies",
  condition: "choice",
  parallel: "parallel",
  wait: "wait",
  table: "table",
  connector: "connector",
  children: "children",
};

/** What can be inserted here, each with a word on what it is for; a sheet at the foot of a phone. */
export function InsertMenu({ anchor }: { readonly anchor: Anchor }) {
  const { t } = useSpeech();
  const { bundle, tree, onInsert, onInserting, onPaste } = useTree();
  const kinds = offered(bundle).filter((kind) => kind !== "copies" || canCopy(tree, anchor));
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector("button")?.focus({ preventScroll: true });
    menu.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !menu.current?.contains(target)) onInserting(undefined);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
    // the menu is opened once and gone when it is closed
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div ref={menu} role="menu" aria-label={t("tree.insert")} tabIndex={-1} className={styles.menu} onKeyDown={(event) => walk(event, () => onInserting(undefined))}>
      {kinds.map((kind) => (
        <button key={kind} type="button" role="menuitem" className={styles.choice} data-face={faces[kind]} onClick={() => onInsert(anchor, kind)}>
          <FaceIcon face={faces[kind]} />
          <span>
            <strong>{t(`tree.insert.${kind}`)}</strong>
            <small>{t(`tree.insert.${kind}.for`)}</small>
          </span>
        </button>
      ))}
      {onPaste && (
        <button type="button" role="menuitem" className={styles.choice} onClick={() => onPaste(anchor)}>
          <FaceIcon face="other" />
          <span>
            <strong>{t("tree.paste")}</strong>
            <small>{t("tree.paste.for")}</small>
          </span>
        </button>
      )}
    </div>
  );
}

/** Arrow keys walk through the menu, Escape and Tab close it. */
function walk(event: KeyboardEvent, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((each) => each === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (to === undefined) return;
  else items[(to + items.length) % items.length]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
