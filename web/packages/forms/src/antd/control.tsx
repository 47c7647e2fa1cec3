import { useSpeech } from "@gongdan/i18n/react";
import { Input, type InputProps, Select, Switch } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Issue } from "../core/check";
import { enteredNumber } from "../core/entered-number";
import type { Field, Value } from "../core/read-form";
import { momentOf, wallTime } from "../core/wall-time";
import { besideField } from "./beside-field";
import { ReferenceSelect } from "./reference-select";


export interface ControlProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly wrong: boolean;
  readonly describedBy: string | undefined;
  /** What is wrong inside of a field that holds lines. */
  readonly issues?: readonly Issue[];
  readonly onChange: (value: Value) => void;
}

// most forms have neither: they come with the first that does
const FilesInput = lazy(async () => ({ default: (await import("./files-input")).FilesInput }));
const LinesTable = lazy(async () => ({ default: (await import("./lines-table")).LinesTable }));

const calm: readonly Issue[] = [];

const textOf = (value: Value) => (typeof value === "string" ? value : "");

/** The antd control for one field; the label points at `id`. */
export function Control({ id, field, value, wrong, describedBy, issues = calm, onChange }: ControlProps) {
  const status = wrong ? ("error" as const) : ("" as const);
  const aria = { "aria-required": field.required, "aria-invalid": wrong, "aria-describedby": describedBy };
  const common = { id, status, disabled: field.readOnly, ...aria };
  switch (field.kind) {
    case "long-text":
      return (
        <Input.TextArea
          {...common}
          rows={3}
          value={textOf(value)}
          onChange={(event) => { onChange(event.target.value); }}
        />
      );
    case "number":
    case "integer": {
      const shown = typeof value === "number" ? String(value) : textOf(value);
      const inputMode = field.kind === "integer" ? ("numeric" as const) : ("decimal" as const);
      return <Input {...common} inputMode={inputMode} value={shown} onChange={(event) => { onChange(enteredNumber(event.target.value)); }} />;
    }
    case "decimal":
      return <Input {...common} inputMode="decimal" value={textOf(value)} onChange={(event) => { onChange(event.target.value); }} />;
    case "lines":
      return (
        <Suspense>
          <LinesTable id={id} field={field} value={value} issues={issues} onChange={onChange} />
        </Suspense>
      );
    case "files":
      return (
        <Suspense>
          <FilesInput id={id} field={field} value={value} wrong={wrong} describedBy={describedBy} onChange={onChange} />
        </Suspense>
      );
    case "reference":
    case "references": {
      const many = field.kind === "references";
      const chosen = typeof value === "string" && value ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
      const choose = (next: readonly string[]) => onChange(many ? next : next[0]);
      return (
        <ReferenceSelect id={id} kind={field.refers} many={many} chosen={chosen} disabled={field.readOnly} wrong={wrong} describedBy={describedBy} onChange={choose} />
      );
    }
    case "yes-no":
      return <Switch id={id} checked={value === true} disabled={field.readOnly} onChange={onChange} />;
    case "choice":
      return (
        <Select
          {...common}
          getPopupContainer={besideField}
          allowClear={!field.required}
          options={[...field.options]}
          value={typeof value === "string" || typeof value === "number" ? value : null}
          onChange={(next) => { onChange(next); }}
        />
      );
    case "choices":
      return (
        <Select
          {...common}
          getPopupContainer={besideField}
          mode={field.options.length > 0 ? "multiple" : "tags"}
          options={[...field.options]}
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          onChange={(next: string[]) => { onChange(next); }}
        />
      );
    case "moment":
      return <Moment {...common} value={textOf(value)} onChange={onChange} />;
    case "date":
      return <Input {...common} type="date" value={textOf(value)} onChange={(event) => { onChange(event.target.value); }} />;
    case "text":
      return <Input {...common} value={textOf(value)} onChange={(event) => { onChange(event.target.value); }} />;
  }
}

interface MomentProps extends Omit<InputProps, "value" | "onChange"> {
  readonly value: string;
  readonly onChange: (value: Value) => void;
}

/** A moment, entered and shown in the reader's own zone, kept as an instant. */
function Moment({ value, onChange, ...common }: MomentProps) {
  const { zone } = useSpeech();
  // what is being typed stays as it is: a year on its way is no moment yet
  const [typed, setTyped] = useState({ wall: "", at: "" });
  const type = (wall: string) => {
    const at = momentOf(wall, zone)?.toISOString() ?? "";
    setTyped({ wall, at });
    onChange(at);
  };
  const shown = value && value === typed.at ? typed.wall : wallTime(new Date(value), zone);
  return <Input {...common} type="datetime-local" value={shown} onChange={(event) => type(event.target.value)} />;
}
