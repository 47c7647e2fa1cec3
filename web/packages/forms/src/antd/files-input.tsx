import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { useEffect, useReducer, useRef, useState } from "react";
import { answerOf, FilesOnTheWay, idsOf, pickerTypes } from "../core/files";
import type { Field, Value } from "../core/read-form";
import { useFileDesk } from "./file-desk";
import styles from "./files-input.module.css";

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** The files of an answer: chosen, sent at once, opened and taken away. */
export function FilesInput({ id, field, value, wrong, describedBy, onChange }: Props) {
  const { t } = useSpeech();
  const desk = useFileDesk();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [way] = useState(() => new FilesOnTheWay(desk, draw));
  const ids = idsOf(value);
  const latest = useRef({ ids, field, onChange });
  useEffect(() => {
    latest.current = { ids, field, onChange };
  });
  const put = (next: readonly string[]) => {
    latest.current.ids = next;
    latest.current.onChange(answerOf(field, next));
  };
  const arrived = (standIn: string, file: string) => put(latest.current.ids.map((each) => (each === standIn ? file : each)));
  const room = (field.most ?? Infinity) - ids.length;
  return (
    <div className={styles.files}>
      {ids.length > 0 && (
        <ul>
          {way.entries(ids).map((each) => (
            <li key={each.id} data-state={each.state}>
              {each.state === "there" && desk?.addressOf ? (
                <a href={desk.addressOf(each.id)} target="_blank" rel="noreferrer">
                  {each.name || t("form.file.one")}
                </a>
              ) : (
                <span>{each.name || t("form.file.one")}</span>
              )}
              {each.state !== "there" && <small>{t(`form.file.${each.state}`, { percent: Math.round(each.part * 100) })}</small>}
              {!field.readOnly && (
                <Button type="text" size="small" aria-label={t("form.file.remove", { name: each.name })} onClick={() => put(ids.filter((other) => other !== each.id))}>
                  ×
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!field.readOnly && (
        <>
          <input
            id={id}
            type="file"
            className={styles.input}
            accept={pickerTypes(field.accepts)}
            multiple={field.many}
            disabled={!desk || room <= 0}
            aria-invalid={wrong}
            aria-describedby={describedBy}
            aria-required={field.required}
            onChange={({ target }) => {
              const chosen = Array.from(target.files ?? []).slice(0, room);
              target.value = "";
              put([...ids, ...way.send(chosen, field.accepts, arrived)]);
            }}
          />
          <label htmlFor={id} className={styles.pick} data-wrong={wrong}>
            {t(desk ? (room > 0 ? "form.file.choose" : "form.file.full") : "form.file.closed")}
          </label>
        </>
      )}
      {field.readOnly && ids.length === 0 && "—"}
    </div>
  );
}
