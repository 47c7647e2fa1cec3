import { isDay } from "@gongdan/flow-model/conditions/feel-text";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { arityOf, type Operand, type Test } from "@gongdan/flow-model/conditions/rule";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Input, InputNumber, Select } from "antd";
import { useQuery } from "@tanstack/react-query";
import { besidePage } from "@gongdan/ui/side-sheet";
import { peopleQuery } from "../../api/directory";
import { Pick } from "../node/pick";
import styles from "./conditions.module.css";

interface Props {
  readonly label: string;
  readonly test: Test;
  readonly field: Comparable | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: Operand) => void;
}

/** With what a field is compared, as its kind and the comparison want it. */
export function OperandInput(props: Props) {
  const { test, field } = props;
  switch (arityOf(test.op)) {
    case "none":
      return null;
    case "two":
      return <Between {...props} />;
    case "several":
      return <Several {...props} />;
    case "one":
      break;
  }
  switch (field?.kind) {
    case "number":
      return <NumberInput {...props} />;
    case "date":
      return <DayInput {...props} />;
    case "moment":
      return <MomentInput {...props} />;
    case "choice":
    case "choices":
      return <OptionPick {...props} />;
    case "person":
      return <PersonPick {...props} />;
    default:
      return <Input aria-label={props.label} value={typeof test.value === "string" ? test.value : ""} disabled={props.readOnly} maxLength={200}
        onChange={({ target }) => props.onChange(target.value)} />;
  }
}

function NumberInput({ label, test, field, readOnly, onChange }: Props) {
  return (
    <InputNumber aria-label={label} className={styles.number} value={typeof test.value === "number" ? test.value : null} disabled={readOnly}
      {...(field?.unit && { suffix: field.unit })} onChange={onChange} />
  );
}

function Between({ label, test, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const [low = null, high = null] = Array.isArray(test.value) ? (test.value as (number | null)[]) : [];
  const set = (next: readonly (number | null)[]) => onChange(next as readonly number[]);
  return (
    <span className={styles.two}>
      <InputNumber aria-label={t("condition.low", { label })} value={low} disabled={readOnly} onChange={(value) => set([value, high])} />
      <span className={styles.quiet}>{t("condition.to")}</span>
      <InputNumber aria-label={t("condition.high", { label })} value={high} disabled={readOnly} onChange={(value) => set([low, value])} />
    </span>
  );
}

function useOptions(field: Comparable | undefined) {
  const { locale } = useSpeech();
  return Object.entries(field?.options ?? {}).map(([value, title]) => ({ value, label: wordsOf(title, locale) || value }));
}

function OptionPick({ label, test, field, readOnly, onChange }: Props) {
  const options = useOptions(field);
  return <Pick label={label} value={typeof test.value === "string" || typeof test.value === "number" ? String(test.value) : undefined} options={options} disabled={readOnly} onChange={onChange} />;
}

function Several({ label, test, field, readOnly, onChange }: Props) {
  const options = useOptions(field);
  const value = Array.isArray(test.value) ? (test.value as readonly string[]) : [];
  return (
    <Select mode="multiple" aria-label={label} value={[...value]} options={options} disabled={readOnly} getPopupContainer={besidePage}
      className={styles.wide ?? ""} onChange={(chosen: string[]) => onChange(chosen)} />
  );
}

function PersonPick({ label, test, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const { data = [] } = useQuery(peopleQuery(""));
  const options = data.map(({ id, name, login }) => ({ value: id, label: t("tree.who.person.named", { name, login }) }));
  return <Pick label={label} value={typeof test.value === "string" ? test.value : undefined} options={options} disabled={readOnly} onChange={onChange} />;
}

const dayKinds = ["day", "ahead", "ago"] as const;
type DayKind = (typeof dayKinds)[number];

/** A day: one of the calendar, or so many days from the day on which it is asked. */
function DayInput({ label, test, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const days = test.value !== null && typeof test.value === "object" && "days" in test.value ? test.value.days : undefined;
  const kind: DayKind = days === undefined ? "day" : days < 0 ? "ago" : "ahead";
  const turn = (to: DayKind) => onChange(to === "day" ? null : { days: to === "ago" ? -Math.max(1, Math.abs(days ?? 1)) : Math.abs(days ?? 1) });
  return (
    <span className={styles.two}>
      {days === undefined ? (
        <Input type="date" aria-label={label} value={typeof test.value === "string" ? test.value : ""} disabled={readOnly}
          onChange={({ target }) => onChange(isDay(target.value) ? target.value : null)} />
      ) : (
        <InputNumber aria-label={label} min={kind === "ago" ? 1 : 0} max={9999} precision={0} value={Math.abs(days)} disabled={readOnly}
          onChange={(n) => n !== null && onChange({ days: kind === "ago" ? -n : n })} />
      )}
      <Pick label={t("condition.day.kind", { label })} value={kind} disabled={readOnly} onChange={turn}
        options={dayKinds.map((value) => ({ value, label: t(`condition.day.${value}`) }))} />
    </span>
  );
}

function MomentInput({ label, test, readOnly, onChange }: Props) {
  const value = typeof test.value === "string" ? test.value.slice(0, 16) : "";
  return (
    <Input type="datetime-local" aria-label={label} value={value} disabled={readOnly}
      onChange={({ target }) => onChange(target.value ? `${target.value.slice(0, 16)}:00` : null)} />
  );
}
