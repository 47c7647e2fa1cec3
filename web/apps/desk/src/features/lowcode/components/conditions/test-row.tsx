import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import { arityOf, type Op, opsOf, type Test } from "@gongdan/flow-model/conditions/rule";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { comparableTitle } from "../../model/rule-words";
import { Pick } from "../node/pick";
import { OperandInput } from "./operand-input";
import styles from "./conditions.module.css";

interface Props {
  readonly test: Test;
  readonly turn: number;
  readonly fields: readonly Comparable[];
  readonly readOnly: boolean;
  readonly onChange: (test: Test) => void;
  readonly onRemove: () => void;
}

/** One comparison: which field, how, with what. */
export function TestRow({ test, turn, fields, readOnly, onChange, onRemove }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const known = fields.find(({ name }) => name === test.field);
  const ops: readonly Op[] = opsOf[known?.kind ?? "text"];
  const named = fields.map((field) => ({ value: field.name, label: comparableTitle(field, field.name, speech) }));
  const choose = (name: string) => {
    const kind = fields.find((each) => each.name === name)?.kind ?? "text";
    const op = kind === known?.kind ? test.op : opsOf[kind][0];
    onChange({ field: name, op, value: null });
  };
  return (
    <div className={styles.row} role="group" aria-label={t("condition.row", { n: turn })}>
      <div className={styles.field}>
        <Pick label={t("condition.field.of", { n: turn })} value={test.field} options={named} disabled={readOnly} onChange={choose} />
      </div>
      <div className={styles.op}>
        <Pick label={t("condition.op.of", { n: turn })} value={test.op} disabled={readOnly} options={ops.map((value) => ({ value, label: t(`condition.op.${value}`) }))}
          onChange={(op) => onChange({ ...test, op, value: arityOf(op) === arityOf(test.op) ? test.value : null })} />
      </div>
      <div className={styles.value}>
        <OperandInput label={t("condition.value.of", { n: turn })} test={test} field={known} readOnly={readOnly} onChange={(value) => onChange({ ...test, value })} />
      </div>
      {!readOnly && (
        <Button size="small" type="text" aria-label={t("condition.remove", { n: turn })} onClick={onRemove}>
          ✕
        </Button>
      )}
    </div>
  );
}
