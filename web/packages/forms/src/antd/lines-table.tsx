import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { type KeyboardEvent, memo, useCallback, useEffect, useRef } from "react";
import { type Issue, isRows } from "../core/check";
import type { Field, Row, Value } from "../core/read-form";
import { issueWords } from "../core/issue-words";
import { LineCell } from "./line-cell";
import styles from "./lines-table.module.css";
import { useGrowing } from "./use-growing";

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly issues: readonly Issue[];
  readonly onChange: (rows: readonly Row[]) => void;
}

const none: readonly Row[] = [];
const [FIRST, STEP] = [10, 10];

/** The lines of a field: a table on a desk, cards on a phone; lines are added, doubled and removed by mouse or keys. */
export function LinesTable({ id, field, value, issues, onChange }: Props) {
  const { t } = useSpeech();
  const rows = isRows(value) ? value : none;
  const table = useRef<HTMLTableElement>(null);
  const focus = useRef<number>(undefined);
  const latest = useRef({ rows, onChange });
  useEffect(() => {
    latest.current = { rows, onChange };
    if (focus.current === undefined) return;
    const wanted = table.current?.querySelector<HTMLElement>(`tr[data-line="${focus.current}"] :is(input, select)`);
    if (!wanted) return;
    wanted.focus();
    focus.current = undefined;
  });
  const change = useCallback((index: number, row: Row) => {
    const now = latest.current;
    now.onChange(now.rows.map((each, at) => (at === index ? row : each)));
  }, []);
  const insert = useCallback((index: number, row: Row) => {
    const now = latest.current;
    focus.current = index;
    now.onChange([...now.rows.slice(0, index), row, ...now.rows.slice(index)]);
  }, []);
  const remove = useCallback((index: number) => {
    const now = latest.current;
    focus.current = Math.max(0, index - 1);
    now.onChange(now.rows.filter((_, at) => at !== index));
  }, []);
  const first = startOf(field.columns);
  const drawn = useGrowing(rows.length, FIRST, STEP);
  return (
    <div className={styles.lines} role="group" aria-labelledby={`${id}-label`}>
      {rows.length === 0 && <p className={styles.none}>{t("form.line.none")}</p>}
      {rows.length > 0 && (
        <table ref={table} className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.narrow}>{t("form.line.number")}</th>
              {field.columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.label}
                  {column.required && <span aria-hidden="true"> *</span>}
                </th>
              ))}
              <th scope="col" className={styles.narrow}>{t("form.line.actions")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, drawn).map((row, index) => (
              <Line
                key={index}
                id={`${id}-${index}`}
                index={index}
                row={row}
                columns={field.columns}
                issues={issuesOf(issues, index)}
                readOnly={field.readOnly}
                onChange={change}
                onInsert={insert}
                onRemove={remove}
              />
            ))}
          </tbody>
        </table>
      )}
      {!field.readOnly && (
        <Button onClick={() => insert(rows.length, first)} title={t("form.line.keys")}>
          {t("form.line.add")}
        </Button>
      )}
    </div>
  );
}

const calm: readonly Issue[] = [];

function issuesOf(issues: readonly Issue[], index: number): readonly Issue[] {
  const found = issues.filter(({ line }) => line === index);
  return found.length > 0 ? found : calm;
}

const startOf = (columns: readonly Field[]): Row => Object.fromEntries(columns.flatMap(({ name, preset }) => (preset === undefined ? [] : [[name, preset as string]])));

interface LineProps {
  readonly id: string;
  readonly index: number;
  readonly row: Row;
  readonly columns: readonly Field[];
  readonly issues: readonly Issue[];
  readonly readOnly: boolean;
  readonly onChange: (index: number, row: Row) => void;
  readonly onInsert: (index: number, row: Row) => void;
  readonly onRemove: (index: number) => void;
}

/** One line; it is drawn again only when something in it changed. */
const Line = memo(function Line({ id, index, row, columns, issues, readOnly, onChange, onInsert, onRemove }: LineProps) {
  const { t } = useSpeech();
  const n = index + 1;
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || readOnly) return;
    event.preventDefault();
    onInsert(n, startOf(columns));
  };
  return (
    <tr data-line={index} onKeyDown={keys}>
      <td className={styles.narrow}>{n}</td>
      {columns.map((column) => {
        const issue = issues.find((each) => each.column === column.name);
        const cell = `${id}-${column.name}`;
        return (
          <td key={column.name} data-title={column.label}>
            <LineCell
              id={cell}
              field={readOnly && !column.readOnly ? { ...column, readOnly } : column}
              value={row[column.name]}
              label={t("form.line.cell", { n, column: column.label })}
              wrong={Boolean(issue)}
              describedBy={issue && `${cell}-hint`}
              onChange={(value) => onChange(index, { ...row, [column.name]: value as string })}
            />
            {issue && <p id={`${cell}-hint`} className={styles.wrong}>{issueWords(t, { ...issue, field: column })}</p>}
          </td>
        );
      })}
      <td className={styles.narrow}>
        {!readOnly && (
          <span className={styles.acts}>
            <button type="button" className={styles.act} aria-label={t("form.line.copy", { n })} onClick={() => onInsert(n, row)}>
              {t("form.line.copy.short")}
            </button>
            <button type="button" className={styles.act} aria-label={t("form.line.remove", { n })} onClick={() => onRemove(index)}>
              {t("form.line.remove.short")}
            </button>
          </span>
        )}
      </td>
    </tr>
  );
}, isSame);

function isSame(before: LineProps, after: LineProps): boolean {
  const { row: a, ...rest } = before;
  const { row: b, ...others } = after;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => Object.is(a[name], b[name])) && (Object.keys(rest) as (keyof typeof rest)[]).every((name) => Object.is(rest[name], others[name]));
}
