import type { Table, TableOutput, ValueType } from "@gongdan/flow-model/table";
import { removeColumn, type Side } from "@gongdan/flow-model/tables";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Input, Select } from "antd";
import styles from "./tables.module.css";

interface Props {
  readonly table: Table;
  readonly readOnly: boolean;
  readonly onChange: (next: (table: Table) => Table) => void;
}

const types: readonly ValueType[] = ["text", "number", "boolean", "date", "time", "date-time"];

/** The columns: what is looked at, and what comes out, with its type. */
export function TableHead({ table, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const look = (at: number, expression: string) =>
    onChange((old) => ({ ...old, inputs: old.inputs.map((each, index) => (index === at ? { ...each, expression } : each)) }));
  const give = (at: number, change: Partial<TableOutput>) =>
    onChange((old) => ({ ...old, outputs: old.outputs.map((each, index) => (index === at ? { ...each, ...change } : each)) }));
  const remover = (side: Side, at: number) =>
    !readOnly &&
    table[side].length > 1 && (
      <Button type="text" size="small" aria-label={t("tables.column.remove", { n: at + 1 })} onClick={() => onChange((old) => removeColumn(old, side, at))}>
        ×
      </Button>
    );
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.number}>
          {t("tables.row")}
        </th>
        {table.inputs.map(({ expression }, at) => (
          <th scope="col" key={at}>
            <span className={styles.kind}>
              {t("tables.if")} {remover("inputs", at)}
            </span>
            <Input aria-label={t("tables.input", { n: at + 1 })} value={expression} disabled={readOnly} onChange={({ target }) => look(at, target.value)} />
          </th>
        ))}
        {table.outputs.map(({ name, type }, at) => (
          <th scope="col" key={at} className={styles.output}>
            <span className={styles.kind}>
              {t("tables.then")} {remover("outputs", at)}
            </span>
            <span className={styles.result}>
              <Input aria-label={t("tables.output", { n: at + 1 })} value={name} disabled={readOnly} onChange={({ target }) => give(at, { name: target.value })} />
              <Select
                aria-label={t("tables.type", { n: at + 1 })}
                value={type}
                disabled={readOnly}
                getPopupContainer={besidePage}
                options={types.map((value) => ({ value, label: t(`tables.type.${value}`) }))}
                onChange={(value) => give(at, { type: value })}
              />
            </span>
          </th>
        ))}
        <th scope="col">{t("tables.note")}</th>
        {!readOnly && (
          <th scope="col">
            <span className={styles.hidden}>{t("tables.acts")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
