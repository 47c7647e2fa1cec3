import { useSpeech } from "@gongdan/i18n/react";
import { useId } from "react";
import type { Issue } from "../core/check";
import type { Field, Value, Values } from "../core/read-form";
import { Control } from "./control";
import styles from "./form-fields.module.css";

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly issues: readonly Issue[];
  readonly onChange: (name: string, value: Value) => void;
}

/** All fields of a form with their words; what is wrong stands below its field. */
export function FormFields({ fields, values, issues, onChange }: Props) {
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          value={values[field.name]}
          issue={issues.find((issue) => issue.field.name === field.name)}
          onChange={(value) => {
            onChange(field.name, value);
          }}
        />
      ))}
    </div>
  );
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface FieldProps {
  readonly field: Field;
  readonly value: Value;
  readonly issue: Issue | undefined;
  readonly onChange: (value: Value) => void;
}

/** Words need the whole width; a choice, a number or a short word shares its line. */
function isWide({ kind, maxLength = Infinity }: Field): boolean {
  return (kind === "text" && maxLength > 100) || kind === "long-text" || kind === "choices";
}

function FormField({ field, value, issue, onChange }: FieldProps) {
  const { t, zone } = useSpeech();
  const id = useId();
  const elsewhere = field.kind === "moment" && zone !== browserZone ? t("form.zone", { zone }) : undefined;
  const hint = issue ? t(`form.${issue.code}`, { field: field.label, limit: issue.limit }) : [field.help, elsewhere].filter(Boolean).join(" ");
  const describedBy = hint ? `${id}-hint` : undefined;
  return (
    <div className={styles.field} data-wide={isWide(field)}>
      <label htmlFor={id} className={styles.label}>
        {field.label}
        {!field.required && <span className={styles.optional}>{t("form.optional")}</span>}
      </label>
      <Control id={id} field={field} value={value} wrong={Boolean(issue)} describedBy={describedBy} onChange={onChange} />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint} data-wrong={Boolean(issue)}>
          {hint}
        </p>
      )}
    </div>
  );
}
