/** @jsxImportSource preact */
import { useSpeech } from "@gongdan/i18n/preact";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Issue, isRows } from "../core/check";
import { issueWords } from "../core/issue-words";
import type { Field, Row, Value } from "../core/read-form";
import type { ControlProps } from "./control-props";
import style from "./form-fields.module.css";

interface Props {
  /** What draws a cell: handed in, since a control may itself hold lines. */
  readonly control: ComponentType<ControlProps>;
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly issues: readonly Issue[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** The lines of a field, each a card; a new one takes the focus, a removed one gives it to the one before. */
export function Lines({ control: Control, id, field, value, issues, onChange }: Props) {
  const { t } = useSpeech();
  const rows = isRows(value) ? value : [];
  const list = useRef<HTMLDivElement>(null);
  const focusRef = useRef<number | undefined>(undefined);
  useEffect(() => {
    // the line may come with a later drawing than the one that this belongs to
    const first = list.current?.querySelector<HTMLElement>(`[data-line="${focusRef.current}"] :is(input, select, textarea)`);
    if (!first) return;
    first.focus();
    focusRef.current = undefined;
  });
  const put = (next: readonly Row[], at: number) => {
    focusRef.current = at;
    onChange(next);
  };
  return (
    <div ref={list} class={style["lines"]}>
      {rows.length === 0 && <p class={style["hint"]}>{t("form.line.none")}</p>}
      {rows.map((row, index) => (
        <fieldset key={index} class={style["line"]} data-line={index}>
          <legend>{t("form.line.of", { n: index + 1 })}</legend>
          {field.columns.map((column) => {
            const issue = issues.find((each) => each.line === index && each.column === column.name);
            const cell = `${id}-${index}-${column.name}`;
            return (
              <div key={column.name} class={style["field"]}>
                <label class={style["label"]} for={cell}>
                  {column.label} {!column.required && <span class={style["optional"]}>{t("form.beside", { words: t(column.readOnly ? "form.locked" : "form.optional") })}</span>}
                </label>
                <Control
                  id={cell}
                  field={field.readOnly ? { ...column, readOnly: true } : column}
                  value={row[column.name]}
                  issues={[]}
                  wrong={Boolean(issue)}
                  describedBy={issue && `${cell}-hint`}
                  onChange={(next) => onChange(rows.map((each, at) => (at === index ? { ...each, [column.name]: next as string } : each)))}
                />
                {issue && (
                  <p id={`${cell}-hint`} class={style["fault"]}>
                    {issueWords(t, { ...issue, field: column })}
                  </p>
                )}
              </div>
            );
          })}
          {!field.readOnly && (
            <button type="button" class={style["quiet"]} aria-label={t("form.line.remove", { n: index + 1 })} onClick={() => put(rows.filter((_, at) => at !== index), Math.max(0, index - 1))}>
              {t("form.line.remove.short")}
            </button>
          )}
        </fieldset>
      ))}
      {!field.readOnly && (
        <button type="button" class={style["add"]} onClick={() => put([...rows, startOf(field.columns)], rows.length)}>
          {t("form.line.add")}
        </button>
      )}
    </div>
  );
}

const startOf = (columns: readonly Field[]): Row => Object.fromEntries(columns.flatMap(({ name, preset }) => (preset === undefined ? [] : [[name, preset as string]])));
