import type { Field } from "@gongdan/flow-model/bundle";
import { columnsInOrder } from "@gongdan/forms/core/columns";
import { bag, list, wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Checkbox, Input, Select } from "antd";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import { ChoicesEdit } from "./choices-edit";
import styles from "./form-designer.module.css";
import { RulesEdit } from "./rules-edit";

interface Props extends PartProps {
  readonly form: string;
  readonly name: string;
  readonly field: Field;
}

const languages = ["zh", "en"] as const;
const inLines = edits.sorts.filter((sort) => sort !== "lines" && sort !== "files" && sort !== "choices" && sort !== "moment");

/** The columns of a field that holds lines, each with its names, whether it must be filled, and its rules. */
export function ColumnsEdit({ name, field, ...props }: Props) {
  const { edit, readOnly, form } = props;
  const { t, locale } = useSpeech();
  const line = bag(field.schema["items"]);
  const required = list(line["required"]).map(String);
  const demand = (column: string, wanted: boolean) => {
    const next = wanted ? [...required, column] : required.filter((each) => each !== column);
    edit(t("fd.edit.field"), (before) => edits.changeField(before, name, { schema: { ...field.schema, items: { ...line, required: next } } }));
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("fd.p.columns")}</legend>
      {columnsInOrder({ ...field }).map(([column]) => {
        const each = field.columns?.[column];
        if (!each) return null;
        const change = (part: Partial<Field>) => edit(t("fd.edit.field"), (before) => edits.changeColumn(before, name, column, part));
        return (
          <details key={column} className={styles.column}>
            <summary>
              {wordsOf(each.title, locale)} <code>{column}</code>
            </summary>
            {languages.map((language) => (
              <Input
                key={language}
                size="small"
                lang={language}
                aria-label={`${t(`fd.p.${language}`)} · ${column}`}
                value={each.title[language] ?? ""}
                disabled={readOnly}
                maxLength={80}
                onChange={({ target }) => change({ title: { ...each.title, [language]: target.value } })}
              />
            ))}
            <Checkbox checked={required.includes(column)} disabled={readOnly} onChange={({ target }) => demand(column, target.checked)}>
              {t("fd.p.required")}
            </Checkbox>
            {edits.sortOf(each) === "choice" && <ChoicesEdit field={each} readOnly={readOnly} onChange={change} />}
            <RulesEdit {...props} of={`${name}.${column}`} computes />
            {!readOnly && Object.keys(field.columns ?? {}).length > 1 && (
              <Button
                size="small"
                onClick={() => {
                  if (required.includes(column)) demand(column, false);
                  edit(t("fd.edit.field"), (before) => edits.removeColumn(before, form, name, column));
                }}
              >
                {t("fd.p.column.remove")}
              </Button>
            )}
          </details>
        );
      })}
      {!readOnly && (
        <Select
          aria-label={t("fd.p.column.add")}
          placeholder={t("fd.p.column.add")}
          value={null}
          getPopupContainer={besidePage}
          options={inLines.map((sort) => ({ value: sort, label: wordsOf(edits.newField(sort).title, locale) }))}
          onChange={(sort: edits.FieldSort | null) => sort && edit(t("fd.edit.add"), (before) => edits.addColumn(before, name, sort))}
        />
      )}
    </fieldset>
  );
}
