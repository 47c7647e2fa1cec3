import type { Table, TableRule } from "@gongdan/flow-model/table";
import { changeRule, moveRule, removeRule, setCell, type Side } from "@gongdan/flow-model/tables";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input } from "antd";
import type { Finding } from "../../model/part";
import styles from "./tables.module.css";

interface Props {
  readonly of: string;
  readonly rule: TableRule;
  readonly row: number;
  readonly readOnly: boolean;
  readonly findings: readonly Finding[];
  readonly onChange: (next: (table: Table) => Table) => void;
}

/** One row: a condition under each input, a result under each output; a faulty cell says what is wrong with it. */
export function TableRow({ of, rule, row, readOnly, findings, onChange }: Props) {
  const { t } = useSpeech();
  const n = row + 1;
  const cell = (side: Side, text: string, at: number) => {
    const fault = findings.find(({ place }) => place === `tables/${of}/rules/${row}/${side}/${at}`);
    const label = t(side === "inputs" ? "tables.cell.input" : "tables.cell.output", { row: n, n: at + 1 });
    return (
      <td key={`${side} ${at}`} className={side === "outputs" ? styles.output : undefined}>
        <Input
          aria-label={label}
          title={fault?.what}
          status={fault ? "error" : ""}
          aria-invalid={fault !== undefined}
          value={text}
          disabled={readOnly}
          onChange={({ target }) => onChange((old) => setCell(old, row, side, at, target.value))}
        />
      </td>
    );
  };
  return (
    <tr>
      <th scope="row" className={styles.number}>
        {n}
      </th>
      {rule.inputs.map((text, at) => cell("inputs", text, at))}
      {rule.outputs.map((text, at) => cell("outputs", text, at))}
      <td>
        <Input
          aria-label={t("tables.cell.note", { row: n })}
          value={rule.note ?? ""}
          disabled={readOnly}
          onChange={({ target }) => onChange((old) => changeRule(old, row, ({ note: _old, ...each }) => ({ ...each, ...(target.value && { note: target.value }) })))}
        />
      </td>
      {!readOnly && (
        <td className={styles.acts}>
          <Button type="text" size="small" aria-label={t("tables.row.up", { n })} disabled={row === 0} onClick={() => onChange((old) => moveRule(old, row, -1))}>
            ↑
          </Button>
          <Button type="text" size="small" aria-label={t("tables.row.down", { n })} onClick={() => onChange((old) => moveRule(old, row, 1))}>
            ↓
          </Button>
          <Button type="text" size="small" aria-label={t("tables.row.remove", { n })} onClick={() => onChange((old) => removeRule(old, row))}>
            ×
          </Button>
        </td>
      )}
    </tr>
  );
}
