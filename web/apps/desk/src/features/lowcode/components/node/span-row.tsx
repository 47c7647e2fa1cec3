import { readSpan, type Span, spanText, spanUnits } from "@gongdan/flow-model/durations";
import { useSpeech } from "@gongdan/i18n/react";
import { Checkbox, Input, InputNumber } from "antd";
import { Pick } from "./pick";
import styles from "./node.module.css";

interface Props {
  readonly label: string;
  readonly due: string;
  readonly working: boolean;
  readonly readOnly: boolean;
  readonly onChange: (due: string, working: boolean) => void;
}

/** How long: a number, its unit, and whether only working time counts; a richer text stays text. */
export function SpanRow({ label, due, working, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const span = readSpan(due);
  const set = (parts: Partial<Span>) => span && onChange(spanText({ ...span, ...parts }), working);
  return (
    <div className={styles.line}>
      {span ? (
        <>
          <InputNumber aria-label={label} min={1} max={9999} precision={0} value={span.amount} disabled={readOnly}
            onChange={(amount) => amount !== null && set({ amount })} />
          <Pick label={t("tree.span.unit")} value={span.unit} disabled={readOnly} onChange={(unit) => set({ unit })}
            options={spanUnits.map((unit) => ({ value: unit, label: t(`tree.span.of.${unit}`) }))} />
        </>
      ) : (
        <Input aria-label={label} value={due} disabled={readOnly} maxLength={200} onChange={({ target }) => onChange(target.value, working)} />
      )}
      <Checkbox checked={working} disabled={readOnly} onChange={({ target }) => onChange(due, target.checked)}>
        {t("tree.span.working")}
      </Checkbox>
    </div>
  );
}
