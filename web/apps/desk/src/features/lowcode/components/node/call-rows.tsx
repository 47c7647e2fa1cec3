import type { Answer, Bundle } from "@gongdan/flow-model/bundle";
import type { ValueType } from "@gongdan/flow-model/table";
import { comparables } from "@gongdan/flow-model/conditions/fields";
import { freeName, renamed, type Row } from "@gongdan/flow-model/edits/machines";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Checkbox, Input } from "antd";
import { Pick } from "./pick";
import styles from "./node.module.css";

interface Props<T> {
  readonly rows: readonly Row<T>[];
  readonly readOnly: boolean;
  readonly onChange: (rows: readonly Row<T>[]) => void;
}

const formula = "=";
const types = ["text", "number", "boolean", "date", "time", "date-time"] as const satisfies readonly ValueType[];

/** What goes out: each value under its name, from a field or by a formula. */
export function InputRows({ rows, bundle, readOnly, onChange }: Props<string> & { readonly bundle: Bundle }) {
  const { t, word, locale } = useSpeech();
  const known = comparables(bundle).map(({ name, title }) => ({ value: name, label: wordsOf(title, locale) || word("condition.fact", name, "condition.field") }));
  const isField = (text: string) => known.some(({ value }) => value === text);
  const options = [...known, { value: formula, label: t("tree.call.from.formula") }];
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.call.inputs")}</legend>
      {rows.length === 0 && <p className={styles.quiet}>{t("tree.call.inputs.none")}</p>}
      {rows.map(([name, text], at) => (
        <div key={at} className={styles.box}>
          <div className={styles.line}>
            <span className={styles.grow}>
              <Input aria-label={t("tree.call.input.name", { n: at + 1 })} value={name} maxLength={40} disabled={readOnly}
                onChange={({ target }) => onChange(renamed(rows, at, target.value))} />
            </span>
            {!readOnly && <Gone label={t("tree.call.input.remove", { n: at + 1 })} onGone={() => onChange(rows.toSpliced(at, 1))} />}
          </div>
          <Pick label={t("tree.call.input.from", { n: at + 1 })} value={isField(text) ? text : formula} options={options} disabled={readOnly}
            onChange={(from) => onChange(rows.with(at, [name, from === formula ? '""' : from]))} />
          {!isField(text) && (
            <Input aria-label={t("tree.call.input.formula", { n: at + 1 })} value={text} maxLength={500} disabled={readOnly}
              onChange={({ target }) => onChange(rows.with(at, [name, target.value]))} />
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="small" type="dashed" onClick={() => onChange([...rows, [freeName(rows, "value"), known[0]?.value ?? '""']])}>
          {t("tree.call.input.add")}
        </Button>
      )}
    </fieldset>
  );
}

/** What is taken of the answer, by its place and type; conditions name it under the result. */
export function AnswerRows({ rows, result, readOnly, onChange }: Props<Answer> & { readonly result: string }) {
  const { t } = useSpeech();
  return (
    <fieldset className={styles.group}>
      <legend>{t("tree.call.answers")}</legend>
      <span className={styles.quiet}>{rows[0] ? t("tree.call.answers.help", { name: `${result}.${rows[0][0]}` }) : t("tree.call.answers.none")}</span>
      {rows.map(([name, answer], at) => (
        <div key={at} className={styles.box}>
          <div className={styles.line}>
            <span className={styles.grow}>
              <Input aria-label={t("tree.call.answer.name", { n: at + 1 })} value={name} maxLength={40} disabled={readOnly}
                onChange={({ target }) => onChange(renamed(rows, at, target.value))} />
            </span>
            {!readOnly && <Gone label={t("tree.call.answer.remove", { n: at + 1 })} onGone={() => onChange(rows.toSpliced(at, 1))} />}
          </div>
          <Input aria-label={t("tree.call.answer.at", { n: at + 1 })} placeholder={t("tree.call.answer.example")} value={answer.at} maxLength={300} disabled={readOnly}
            onChange={({ target }) => onChange(rows.with(at, [name, { ...answer, at: target.value }]))} />
          <div className={styles.line}>
            <Pick label={t("tree.call.answer.type", { n: at + 1 })} value={answer.type} disabled={readOnly}
              options={types.map((value) => ({ value, label: t(`tree.call.type.${value}`) }))} onChange={(type) => onChange(rows.with(at, [name, { ...answer, type }]))} />
            <Checkbox checked={answer.optional ?? false} disabled={readOnly}
              onChange={({ target }) => onChange(rows.with(at, [name, optional(answer, target.checked)]))}>
              {t("tree.call.answer.optional")}
            </Checkbox>
          </div>
        </div>
      ))}
      {!readOnly && (
        <Button size="small" type="dashed" onClick={() => onChange([...rows, [freeName(rows, "value"), { at: "/value", type: "text" }]])}>
          {t("tree.call.answer.add")}
        </Button>
      )}
    </fieldset>
  );
}

function optional({ optional: _was, ...answer }: Answer, may: boolean): Answer {
  return may ? { ...answer, optional: true } : answer;
}

function Gone({ label, onGone }: { readonly label: string; readonly onGone: () => void }) {
  return (
    <Button size="small" type="text" aria-label={label} onClick={onGone}>
      ✕
    </Button>
  );
}
