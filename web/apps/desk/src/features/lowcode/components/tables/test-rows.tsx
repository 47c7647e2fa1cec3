import type { Bundle } from "@gongdan/flow-model/bundle";
import type { Table, TableTest } from "@gongdan/flow-model/table";
import type { Comparable } from "@gongdan/flow-model/conditions/fields";
import * as tests from "@gongdan/flow-model/table-tests";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Finding } from "../../model/part";
import { comparableTitle } from "../../model/rule-words";
import styles from "./tables.module.css";
import { TestCell } from "./test-cell";

interface Props {
  readonly of: string;
  readonly bundle: Bundle;
  readonly table: Table;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly onChange: (next: (table: Table) => Table) => void;
}

/** Cases that the table must decide so: asked by the server with every check, and none may fail before publishing. */
export function TestRows({ of, bundle, table, findings, readOnly, onChange }: Props) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const names = tests.namesRead(bundle, table);
  const rows = table.tests ?? [];
  const place = `tables/${of}/tests/`;
  // a table that can't be read is not asked
  const waits = findings.some((each) => !each.place.startsWith(place));
  return (
    <div className={styles.editor}>
      <h3>{t("tables.tests")}</h3>
      <p className={styles.kind}>{t("tables.tests.detail")}</p>
      {rows.length > 0 && (
        <div className={styles.scroll} role="region" aria-label={t("tables.tests")} tabIndex={0}>
          <table className={styles.grid}>
            <thead>
              <tr>
                <th scope="col" className={styles.number}>{t("tables.row")}</th>
                {names.map((each) => (
                  <th key={each.name} scope="col">{comparableTitle(each, each.name, speech)}</th>
                ))}
                {table.outputs.map((each) => (
                  <th key={each.name} scope="col" className={styles.output}>{wordsOf(each.title, locale) || each.name}</th>
                ))}
                <th scope="col">{t("tables.tests.state")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((test, row) => (
                <TestRow key={row} {...{ table, names, test, row, waits, readOnly, onChange }} findings={findings.filter((each) => `${each.place}/`.startsWith(`${place}${row}/`))} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!readOnly && (
        <p>
          <Button onClick={() => onChange(tests.addTest)}>{t("tables.tests.add")}</Button>
        </p>
      )}
    </div>
  );
}

interface RowProps extends Pick<Props, "table" | "findings" | "readOnly" | "onChange"> {
  readonly names: readonly Comparable[];
  readonly test: TableTest;
  readonly row: number;
  readonly waits: boolean;
}

function TestRow({ table, names, test, row, waits, findings, readOnly, onChange }: RowProps) {
  const speech = useSpeech();
  const { t, locale } = speech;
  const n = row + 1;
  const faultAt = (part: string) => findings.find(({ place }) => place.endsWith(`/tests/${row}/${part}`))?.what;
  const state = findings[0]?.what ?? t(waits ? "tables.tests.waits" : "tables.tests.holds");
  return (
    <tr>
      <th scope="row" className={styles.number}>{n}</th>
      {names.map((each) => (
        <td key={each.name}>
          <TestCell
            label={t("tables.tests.given", { n, name: comparableTitle(each, each.name, speech) })}
            entry={tests.entryOfName(each)}
            options={Object.entries(each.options ?? {}).map(([value, words]) => ({ value, label: wordsOf(words, locale) || value }))}
            text={test.given[each.name] ?? ""}
            fault={faultAt(`given/${each.name}`)}
            readOnly={readOnly}
            onChange={(text) => onChange((old) => tests.give(old, row, each.name, text))}
          />
        </td>
      ))}
      {table.outputs.map((each, at) => (
        <td key={each.name} className={styles.output}>
          <TestCell
            label={t("tables.tests.expected", { n, name: wordsOf(each.title, locale) || each.name })}
            entry={tests.entryOfOutput(table, each.type)}
            options={[]}
            text={test.expected[at] ?? ""}
            fault={faultAt(`expected/${at}`)}
            readOnly={readOnly}
            onChange={(text) => onChange((old) => tests.expect(old, row, at, text))}
          />
        </td>
      ))}
      <td>
        <span className={styles.state} data-fails={findings.length > 0}>{state}</span>
        {!readOnly && (
          <Button type="text" size="small" aria-label={t("tables.tests.remove", { n })} onClick={() => onChange((old) => tests.removeTest(old, row))}>
            ×
          </Button>
        )}
      </td>
    </tr>
  );
}
