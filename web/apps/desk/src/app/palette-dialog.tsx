import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import styles from "./palette.module.css";
import { type Choice, usePaletteChoices } from "./use-palette-choices";

interface Props {
  readonly me: Me;
  readonly onClose: () => void;
}

/** One field and a list below it: what is typed narrows pages and acts, and finds orders. */
export function PaletteDialog({ me, onClose }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const choices = usePaletteChoices(me, typed);
  const chosen = Math.min(at, choices.length - 1);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    // browsers give a promise here, which is no clean-up
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    dialog.current?.close();
    choice.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setAt((chosen + step + choices.length) % choices.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(choices[chosen]);
    }
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={t("palette.title")} onClose={onClose}>
      <input
        className={styles.field}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={choices.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label={t("palette.title")}
        placeholder={t("palette.hint")}
        value={typed}
        onKeyDown={press}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <ul id={`${id}-list`} className={styles.list} role="listbox" aria-label={t("palette.list")}>
        {choices.map((choice, index) => (
          <li
            key={choice.key}
            id={`${id}-${index}`}
            className={styles.choice}
            role="option"
            aria-selected={index === chosen}
            onClick={() => take(choice)}
            onMouseMove={() => setAt(index)}
          >
            <span className={styles.name}>{choice.name}</span>
            <span className={styles.kind}>{t(`palette.${choice.kind}`)}</span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && (
        <p className={styles.none} role="status">
          {t("palette.none")}
        </p>
      )}
    </dialog>
  );
}
