import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import styles from "./form-designer.module.css";

interface Props extends PartProps {
  readonly form: string;
  readonly names: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string | undefined) => void;
}

/** The fields of a form in their order: chosen by click, moved by drag or by Alt and an arrow. */
export function FieldCards({ bundle, edit, findings, readOnly, form, names, chosen, onChoose }: Props) {
  const { t, locale } = useSpeech();
  const [said, setSaid] = useState("");
  const titleOf = (name: string) => wordsOf(bundle.fields?.[name]?.title, locale) || name;
  const move = (name: string, to: number) => {
    const at = Math.max(0, Math.min(names.length - 1, to));
    if (readOnly || at === names.indexOf(name)) return;
    edit(t("fd.edit.move"), (before) => edits.placeField(before, form, name, at));
    setSaid(t("fd.moved", { field: titleOf(name), n: at + 1 }));
  };
  const keys = (event: KeyboardEvent, name: string, index: number) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step !== undefined) {
      event.preventDefault();
      move(name, index + step);
    } else if (event.key === "Delete" && !readOnly) {
      edit(t("fd.edit.remove"), (before) => edits.removeField(before, form, name));
      onChoose(names[index + 1] ?? names[index - 1]);
    }
  };
  return (
    <section className={styles.cards} aria-label={t("fd.fields")}>
      {names.length === 0 && <p className={styles.quiet}>{t("fd.none")}</p>}
      <ol>
        {names.map((name, index) => (
          <Card
            key={name}
            name={name}
            title={titleOf(name)}
            sort={wordsOf(edits.newField(edits.sortOf(bundle.fields?.[name] ?? edits.newField("text"))).title, locale)}
            required={edits.isRequired(bundle.forms?.[form], name)}
            wrong={findings.filter(({ place }) => place.split(/[/.]/).includes(name)).length}
            chosen={name === chosen}
            readOnly={readOnly}
            onChoose={() => onChoose(name)}
            onKeys={(event) => keys(event, name, index)}
            onDrop={(dropped) => move(dropped, index)}
          />
        ))}
      </ol>
      {!readOnly && names.length > 1 && <p className={styles.quiet}>{t("fd.keys")}</p>}
      <p className={styles.hidden} aria-live="polite">
        {said}
      </p>
    </section>
  );
}

interface CardProps {
  readonly name: string;
  readonly title: string;
  readonly sort: string;
  readonly required: boolean;
  readonly wrong: number;
  readonly chosen: boolean;
  readonly readOnly: boolean;
  readonly onChoose: () => void;
  readonly onKeys: (event: KeyboardEvent) => void;
  readonly onDrop: (name: string) => void;
}

function Card({ name, title, sort, required, wrong, chosen, readOnly, onChoose, onKeys, onDrop }: CardProps) {
  const { t } = useSpeech();
  const card = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const element = card.current;
    if (!element || readOnly) return undefined;
    return combine(
      draggable({ element, getInitialData: () => ({ field: name }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data["field"] === "string" && source.data["field"] !== name,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop({ source }) {
          setOver(false);
          latest.current(String(source.data["field"]));
        },
      }),
    );
  }, [name, readOnly]);
  return (
    <li ref={card} data-over={over}>
      <button type="button" className={styles.card} aria-pressed={chosen} onClick={onChoose} onKeyDown={onKeys}>
        <span>
          {title}
          {required && <span className={styles.star}> *</span>}
        </span>
        <span className={styles.quiet}>{sort}</span>
        {wrong > 0 && <span className={styles.badge}>{t("studio.found", { n: wrong })}</span>}
      </button>
    </li>
  );
}
