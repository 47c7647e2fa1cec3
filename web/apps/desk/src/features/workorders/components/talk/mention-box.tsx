import type { Named } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { foundQuery, people } from "../../api/find";
import { mentionAt, withMention } from "../../model/mention";
import styles from "./mention-box.module.css";

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Somebody was chosen; `text` is what stands there with his name. */
  readonly onChoose: (person: Named, text: string) => void;
  /** Ctrl or Cmd and Enter. */
  readonly onSend: () => void;
}

/** A box to write in: `@` and the beginning of a name offers people, chosen by arrows and Enter or by a click. */
export function MentionBox({ text, onText, onChoose, onSend }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const box = useRef<TextAreaRef>(null);
  const [cursor, setCursor] = useState(0);
  const [at, setAt] = useState(0);
  const [away, setAway] = useState("");
  const begun = mentionAt(text, cursor);
  const asked = useDebounced(begun ?? "");
  const found = useQuery({ ...foundQuery(people, asked), enabled: begun !== undefined });
  const offered = begun === undefined || away === text ? [] : (found.data ?? []).slice(0, 6);
  const chosen = offered[Math.min(at, offered.length - 1)];
  const take = (person: Named) => {
    const [next, place] = withMention(text, cursor, person.name);
    onChoose(person, next);
    setCursor(place);
    setAt(0);
    requestAnimationFrame(() => {
      const area = box.current?.resizableTextArea?.textArea;
      area?.focus();
      area?.setSelectionRange(place, place);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter ends the spelling of a word
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    if (!chosen) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => { setAt((at + 1) % offered.length); },
      ArrowUp: () => { setAt((at + offered.length - 1) % offered.length); },
      Enter: () => { take(chosen); },
      Escape: () => { setAway(text); },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  return (
    <div className={styles.place}>
      <Input.TextArea
        ref={box}
        data-comment-box
        value={text}
        rows={2}
        maxLength={5000}
        aria-label={t("comment.text")}
        placeholder={t("comment.hint")}
        aria-controls={`${id}-people`}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        onChange={(event) => { onText(event.target.value); setCursor(event.target.selectionStart); }}
        onSelect={(event) => { setCursor(event.currentTarget.selectionStart); }}
        onKeyDown={press}
      />
      <ul id={`${id}-people`} role="listbox" aria-label={t("comment.people")} className={styles.people} hidden={offered.length === 0}>
        {offered.map((person) => (
          <li
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={person === chosen}
            onMouseDown={(event) => { event.preventDefault(); take(person); }}
          >
            {person.name} <span className={styles.beside}>{person.beside}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
