/** @jsxImportSource preact */
import { useSpeech } from "@gongdan/i18n/preact";
import { useId } from "preact/hooks";
import type { Issue } from "../core/check";
import { issueWords } from "../core/issue-words";
import type { Field, Section, Value, Values } from "../core/read-form";
import { Control } from "./control";
import style from "./form-fields.module.css";

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly issues: readonly Issue[];
  readonly sections: readonly Section[];
  readonly onChange: (name: string, value: Value) => void;
}

/** All fields of a form below one another, under their headings; what is wrong stands below its field. */
export function FormFields({ fields, values, issues, sections, onChange }: Props) {
  return (
    <>
      {sections.map((section) => {
        const shown = fields.filter(({ name }) => section.fields.includes(name));
        if (shown.length === 0) return null;
        const each = shown.map((field) => (
          <FormField
            key={field.name}
            field={field}
            value={values[field.name]}
            issues={issues.filter((issue) => issue.field.name === field.name)}
            onChange={(value) => onChange(field.name, value)}
          />
        ));
        if (!section.title) return each;
        return (
          <fieldset key={section.title} class={style["section"]}>
            <legend>{section.title}</legend>
            {each}
          </fieldset>
        );
      })}
    </>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly value: Value;
  readonly issues: readonly Issue[];
  readonly onChange: (value: Value) => void;
}

/** One question; several boxes or lines are a group of their own, everything else has a label. */
export function FormField({ field, value, issues, onChange }: FieldProps) {
  const { t } = useSpeech();
  const id = useId();
  const issue = issues.find(({ line }) => line === undefined);
  const hint = issue ? issueWords(t, { ...issue, field }) : field.help || (isListed(field) ? t("form.each") : "");
  const describedBy = hint ? `${id}-hint` : undefined;
  const label = (
    <>
      {field.label} {!field.required && <span class={style["optional"]}>{t("form.beside", { words: t(field.readOnly ? "form.locked" : "form.optional") })}</span>}
    </>
  );
  const control = <Control id={id} field={field} value={value} issues={issues} wrong={Boolean(issue)} describedBy={describedBy} onChange={onChange} />;
  const told = hint && (
    <p id={`${id}-hint`} class={style[issue ? "fault" : "hint"]}>
      {hint}
    </p>
  );
  if (isGroup(field))
    return (
      <fieldset class={style["field"]} aria-describedby={describedBy} aria-invalid={issue ? true : undefined} tabIndex={issue ? -1 : undefined}>
        <legend class={style["label"]}>{label}</legend>
        {control}
        {told}
      </fieldset>
    );
  return (
    <div class={style["field"]}>
      <label class={style["label"]} for={id}>
        {label}
      </label>
      {control}
      {told}
    </div>
  );
}

const isGroup = ({ kind, options }: Field) => kind === "lines" || (kind === "choices" && options.length > 0);

const isListed = ({ kind, options }: Field) => kind === "choices" && options.length === 0;
