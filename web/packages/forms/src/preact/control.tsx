/** @jsxImportSource preact */
import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { answerWords } from "../core/answer-words";
import { enteredNumber } from "../core/entered-number";
import type { Field, Value } from "../core/read-form";
import { momentOf, wallTime } from "../core/wall-time";
import style from "./form-fields.module.css";
import type { ControlProps } from "./control-props";
import { Files } from "./files";
import { Lines } from "./lines";

/** The browser's own control for one field, large enough for a thumb. */
export function Control({ id, field, value, wrong, describedBy, issues, onChange }: ControlProps) {
  const speech = useSpeech();
  const common = { id, class: style[wrong ? "wrong" : "input"], "aria-describedby": describedBy, "aria-invalid": wrong || undefined, "aria-required": field.required || undefined };
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const typed = (event: { readonly currentTarget: { readonly value: string } }) => onChange(event.currentTarget.value);
  if (field.kind === "lines") return <Lines control={Control} id={id} field={field} value={value} issues={issues} onChange={onChange} />;
  if (field.readOnly)
    return (
      <output id={id} class={style["locked"]} aria-describedby={describedBy}>
        {answerWords(field, value, speech) || "—"}
      </output>
    );
  switch (field.kind) {
    case "long-text":
      return <textarea {...common} rows={3} value={text} onInput={typed} />;
    case "number":
    case "integer":
      return <input {...common} inputMode={field.kind === "integer" ? "numeric" : "decimal"} value={text} onInput={(event) => onChange(enteredNumber(event.currentTarget.value))} />;
    case "decimal":
      return <input {...common} inputMode="decimal" value={text} onInput={typed} />;
    case "files":
      return <Files id={id} field={field} value={value} wrong={wrong} describedBy={describedBy} onChange={onChange} />;
    case "date":
      return <input {...common} type="date" value={text} onInput={typed} />;
    case "moment":
      return <Moment {...common} value={text} onChange={onChange} />;
    case "yes-no":
      return <YesNo {...common} value={value} onChange={onChange} />;
    case "choice":
      return (
        <select {...common} value={text} onChange={(event) => onChange(field.options.find((each) => String(each.value) === event.currentTarget.value)?.value)}>
          <option value="">{speech.t(field.required ? "form.choose" : "form.unchosen")}</option>
          {field.options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      );
    case "choices":
      return field.options.length > 0 ? <Boxes field={field} value={value} onChange={onChange} /> : <Listed {...common} value={value} onChange={onChange} />;
    default:
      return <input {...common} value={text} onInput={typed} />;
  }
}

type Common = Readonly<Record<string, unknown>>;

interface PartProps {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Yes, no, or not said: a box that nobody touched says nothing. */
function YesNo({ value, onChange, ...common }: PartProps & Common) {
  const { t } = useSpeech();
  const said = value === true ? "yes" : value === false ? "no" : "";
  return (
    <select {...common} value={said} onChange={(event) => onChange(event.currentTarget.value ? event.currentTarget.value === "yes" : undefined)}>
      <option value="">{t("form.unchosen")}</option>
      <option value="yes">{t("form.yes")}</option>
      <option value="no">{t("form.no")}</option>
    </select>
  );
}

const listOf = (value: Value) => (Array.isArray(value) ? (value as readonly string[]) : []);

function Boxes({ field, value, onChange }: PartProps & { readonly field: Field }) {
  const chosen = listOf(value);
  return (
    <div class={style["boxes"]}>
      {field.options.map((each) => {
        const name = String(each.value);
        return (
          <label key={name} class={style["box"]}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}
            />
            {each.label}
          </label>
        );
      })}
    </div>
  );
}

/** Several free answers, one on each line. */
function Listed({ value, onChange, ...common }: PartProps & Common) {
  return <textarea {...common} rows={3} value={listOf(value).join("\n")} onInput={(event) => onChange(event.currentTarget.value ? event.currentTarget.value.split("\n") : [])} />;
}

/** A moment, entered and shown in the reader's own zone, kept as an instant. */
function Moment({ value, onChange, ...common }: { readonly value: string; readonly onChange: (value: Value) => void } & Common) {
  const { zone } = useSpeech();
  // what is being typed stays as it is: a year on its way is no moment yet
  const [typed, setTyped] = useState({ wall: "", at: "" });
  const type = (wall: string) => {
    const at = momentOf(wall, zone)?.toISOString() ?? "";
    setTyped({ wall, at });
    onChange(at);
  };
  const shown = value && value === typed.at ? typed.wall : wallTime(new Date(value), zone);
  return <input {...common} type="datetime-local" value={shown} onInput={(event) => type(event.currentTarget.value)} />;
}
