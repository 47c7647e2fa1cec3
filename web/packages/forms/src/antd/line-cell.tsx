import { useSpeech } from "@gongdan/i18n/react";
import { enteredNumber } from "../core/entered-number";
import type { Field, Value } from "../core/read-form";
import { ReferenceSelect } from "./reference-select";
import styles from "./lines-table.module.css";

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly label: string;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** One cell: the browser's own control, for a table of a hundred lines has many of them. */
export function LineCell({ id, field, value, label, wrong, describedBy, onChange }: Props) {
  const { t } = useSpeech();
  const common = { id, className: styles.cell, "aria-label": label, "aria-invalid": wrong, "aria-describedby": describedBy, "aria-required": field.required };
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (field.readOnly) return <output id={id} className={styles.computed} aria-label={label}>{text || "—"}</output>;
  switch (field.kind) {
    case "yes-no":
      return <input {...common} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case "choice":
      return (
        <select {...common} value={text} onChange={(event) => onChange(field.options.find((each) => String(each.value) === event.target.value)?.value)}>
          <option value="">{field.required ? t("form.choose") : ""}</option>
          {field.options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      );
    case "integer":
    case "number":
      return <input {...common} inputMode="numeric" value={text} onChange={(event) => onChange(enteredNumber(event.target.value))} />;
    case "decimal":
      return <input {...common} inputMode="decimal" value={text} onChange={(event) => onChange(event.target.value)} />;
    case "date":
      return <input {...common} type="date" value={text} onChange={(event) => onChange(event.target.value)} />;
    case "reference":
      return <ReferenceSelect id={id} kind={field.refers} many={false} chosen={text ? [text] : []} disabled={false} wrong={wrong} describedBy={describedBy} onChange={([next]) => onChange(next)} />;
    default:
      return <input {...common} value={text} onChange={(event) => onChange(event.target.value)} />;
  }
}
