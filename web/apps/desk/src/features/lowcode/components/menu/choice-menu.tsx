import { type KeyboardEvent, useEffect, useRef } from "react";
import styles from "./choice-menu.module.css";

export interface Choice<Key extends string> {
  readonly key: Key;
  readonly name: string;
  readonly purpose?: string;
  /** An outline on a 16 by 16 field, stroked with the current colour. */
  readonly icon: string;
}

interface Props<Key extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Key>[];
  /** Where the menu stands on a wide screen; on a phone it is a sheet at the foot. */
  readonly className: string | undefined;
  readonly onChoose: (key: Key) => void;
  readonly onClose: () => void;
}

/** What can be put somewhere, each with a word on what it is for. Arrow keys walk through it; Escape, Tab or a press elsewhere closes it. */
export function ChoiceMenu<Key extends string>({ label, choices, className, onChoose, onClose }: Props<Key>) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector("button")?.focus({ preventScroll: true });
    menu.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // beside the menu stands its button, which closes it by itself
    const outside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !menu.current?.parentElement?.contains(target)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
    // the menu is opened once and gone when it is closed
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div ref={menu} role="menu" aria-label={label} tabIndex={-1} className={`${styles.menu} ${className ?? ""}`} onKeyDown={(event) => walk(event, onClose)}>
      {choices.map(({ key, name, purpose, icon }) => (
        <button key={key} type="button" role="menuitem" className={styles.choice} onClick={() => onChoose(key)}>
          <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
            <path d={icon} />
          </svg>
          <span>
            <strong>{name}</strong>
            {purpose && <small>{purpose}</small>}
          </span>
        </button>
      ))}
    </div>
  );
}

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
