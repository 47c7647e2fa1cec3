/** @jsxImportSource preact */
import { useSpeech } from "@gongdan/i18n/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { answerOf, FilesOnTheWay, idsOf, pickerTypes, takenHere } from "../core/files";
import type { Field, Value } from "../core/read-form";
import { useFileDesk } from "./file-desk";
import style from "./form-fields.module.css";

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** The files of an answer: chosen from album or camera, sent at once, taken away. */
export function Files({ id, field, value, wrong, describedBy, onChange }: Props) {
  const { t } = useSpeech();
  const desk = useFileDesk();
  const [, draw] = useState(0);
  const [way] = useState(() => new FilesOnTheWay(desk, () => draw((count) => count + 1)));
  const accepts = takenHere(field, desk);
  const ids = idsOf(value);
  const latestRef = useRef({ ids, onChange });
  useEffect(() => {
    latestRef.current = { ids, onChange };
  });
  const put = (next: readonly string[]) => {
    latestRef.current.ids = next;
    latestRef.current.onChange(answerOf(field, next));
  };
  const arrived = (standIn: string, file: string) => put(latestRef.current.ids.map((each) => (each === standIn ? file : each)));
  const room = (field.most ?? Infinity) - ids.length;
  return (
    <div class={style["lines"]}>
      {ids.length > 0 && (
        <ul class={style["files"]}>
          {way.entries(ids).map((each) => (
            <li key={each.id}>
              <span>{each.name || t("form.file.one")}</span>
              <small data-state={each.state}>{t(`form.file.${each.state}`, { percent: Math.round(each.part * 100) })}</small>
              <button type="button" class={style["quiet"]} aria-label={t("form.file.remove", { name: each.name })} onClick={() => put(ids.filter((other) => other !== each.id))}>
                {t("form.line.remove.short")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        type="file"
        class={style["hidden"]}
        accept={pickerTypes(accepts)}
        multiple={field.many}
        disabled={!desk || room <= 0}
        aria-invalid={wrong || undefined}
        aria-describedby={describedBy}
        aria-required={field.required || undefined}
        onChange={(event) => {
          const chosen = Array.from(event.currentTarget.files ?? []).slice(0, room);
          event.currentTarget.value = "";
          put([...ids, ...way.send(chosen, accepts, arrived)]);
        }}
      />
      <label class={style["add"]} for={id}>
        {t(desk ? (room > 0 ? "form.file.choose" : "form.file.full") : "form.file.closed")}
      </label>
    </div>
  );
}
