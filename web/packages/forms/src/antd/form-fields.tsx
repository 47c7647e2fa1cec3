import { useSpeech } from "@gongdan/i18n/react";
import { browserZone } from "@gongdan/i18n/zone";
import { memo, useCallback, useEffect, useId, useRef } from "react";
import type { Issue } from "../core/check";
import type { Field, Section, Value, Values } from "../core/read-form";
import { Control } from "./control";
import styles from "./form-fields.module.css";
import { issueWords } from "../core/issue-words";
import { useGrowing } from "./use-growing";

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly issues: readonly Issue[];
  /** Headings under which the fields stand; all stand together where there are none. */
  readonly sections?: readonly Section[];
  readonly onChange: (name: string, value: Value) => void;
}

// what a large window shows at once, and what a slow computer draws between two keys
const [FIRST, STEP] = [24, 12];

/** All fields of a form with their words; what is wrong stands below its field. */
export function FormFields({ fields: all, values, issues, sections, onChange }: Props) {
  const fields = all.slice(0, useGrowing(all.length, FIRST, STEP));
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const change = useCallback((name: string, value: Value) => latest.current(name, value), []);
  const shown = (part: readonly Field[]) =>
    part.map((field) => <FormField key={field.name} field={field} value={values[field.name]} issues={issuesOf(issues, field)} onChange={change} />);
  if (!sections?.some(({ title }) => title)) return <div className={styles.fields}>{shown(fields)}</div>;
  return (
    <div className={styles.sections}>
      {sections.map((section, index) => {
        const part = section.fields.flatMap((name) => fields.filter((field) => field.name === name));
        if (part.length === 0) return null;
        return (
          <fieldset key={index} className={styles.section}>
            {section.title && <legend className={styles.legend}>{section.title}</legend>}
            <div className={styles.fields} data-columns={section.columns}>
              {shown(part)}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

const calm: readonly Issue[] = [];

function issuesOf(issues: readonly Issue[], field: Field): readonly Issue[] {
  const found = issues.filter((issue) => issue.field.name === field.name);
  return found.length > 0 ? found : calm;
}

interface FieldProps {
  readonly field: Field;
  readonly value: Value;
  readonly issues: readonly Issue[];
  readonly onChange: (name: string, value: Value) => void;
}

/** Words need the whole width; a choice, a number or a short word shares its line. */
function isWide({ kind, maxLength = Infinity }: Field): boolean {
  return (kind === "text" && maxLength > 100) || kind === "long-text" || kind === "choices" || kind === "files" || kind === "lines";
}

/** One field; it is drawn again only when its answer or what is wrong with it changed. */
const FormField = memo(function FormField({ field, value, issues, onChange }: FieldProps) {
  const { t, zone } = useSpeech();
  const id = useId();
  const issue = issues.find(({ line }) => line === undefined);
  const elsewhere = field.kind === "moment" && zone !== browserZone() ? t("form.zone", { zone }) : undefined;
  const hint = issue ? issueWords(t, issue) : [field.help, elsewhere].filter(Boolean).join(" ");
  const describedBy = hint ? `${id}-hint` : undefined;
  const change = (next: Value) => {
    onChange(field.name, next);
  };
  return (
    <div className={styles.field} data-wide={isWide(field)}>
      <label htmlFor={id} id={`${id}-label`} className={styles.label}>
        {field.label}
        {!field.required && <span className={styles.optional}>{field.readOnly ? t("form.locked") : t("form.optional")}</span>}
      </label>
      <Control id={id} field={field} value={value} wrong={Boolean(issue)} describedBy={describedBy} issues={issues} onChange={change} />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint} data-wrong={Boolean(issue)}>
          {hint}
        </p>
      )}
    </div>
  );
});
