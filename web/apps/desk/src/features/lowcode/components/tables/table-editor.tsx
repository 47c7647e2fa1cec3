import type { Table } from "@gongdan/flow-model/table";
import { addColumn, addRule, changeTable, hitPolicies } from "@gongdan/flow-model/tables";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Flex, Input, Select } from "antd";
import type { PartProps } from "../../model/part";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import styles from "./tables.module.css";
import { TestRows } from "./test-rows";

interface Props extends PartProps {
  readonly of: string;
  readonly table: Table;
  readonly onRemove: () => void;
}

/** One decision table: its name, what counts where several rows hold, and the grid of conditions and results. */
export function TableEditor({ bundle, edit, findings, readOnly, of, table, onRemove }: Props) {
  const { t, locale } = useSpeech();
  const change = (next: (table: Table) => Table) => edit(t("tables.edit.change"), (before) => changeTable(before, of, next));
  const here = findings.filter(({ place }) => place === `tables/${of}` || place.startsWith(`tables/${of}/`));
  return (
    <div className={styles.editor}>
      <div className={styles.about}>
        <FormRow label={t("tables.name")}>
          {({ id }) => (
            <Input
              id={id}
              value={table.title[locale] ?? ""}
              disabled={readOnly}
              maxLength={80}
              onChange={({ target }) => change((old) => ({ ...old, title: { ...old.title, [locale]: target.value } }))}
            />
          )}
        </FormRow>
        <FormRow label={t("tables.policy")} hint={t("tables.called", { key: of })}>
          {({ id }) => (
            <Select
              id={id}
              value={table.hit_policy ?? "U"}
              disabled={readOnly}
              getPopupContainer={besidePage}
              options={hitPolicies.map((value) => ({ value, label: t(`tables.policy.${value}`) }))}
              onChange={(hit_policy) => change((old) => ({ ...old, hit_policy }))}
            />
          )}
        </FormRow>
      </div>
      {here.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.mend}>
          {each.what} {each.mend}
        </p>
      ))}
      <div className={styles.scroll} role="region" aria-label={t("tables.grid")} tabIndex={0}>
        <table className={styles.grid}>
          <TableHead table={table} readOnly={readOnly} onChange={change} />
          <tbody>
            {table.rules.map((rule, row) => (
              <TableRow key={row} {...{ of, rule, row, readOnly }} findings={here} onChange={change} />
            ))}
          </tbody>
        </table>
      </div>
      {!readOnly && (
        <Flex gap="small" wrap>
          <Button onClick={() => change(addRule)}>{t("tables.row.add")}</Button>
          <Button onClick={() => change((old) => addColumn(old, "inputs"))}>{t("tables.input.add")}</Button>
          <Button onClick={() => change((old) => addColumn(old, "outputs"))}>{t("tables.output.add")}</Button>
          <Button onClick={onRemove}>{t("tables.remove")}</Button>
        </Flex>
      )}
      <TestRows {...{ of, bundle, table, readOnly }} findings={here} onChange={change} />
    </div>
  );
}
