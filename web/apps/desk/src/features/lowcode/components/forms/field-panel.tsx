import type { Field } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Checkbox, InputNumber } from "antd";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import { ColumnsEdit } from "./columns-edit";
import { FieldHelp, FieldNames, FieldPrivacy } from "./field-traits";
import styles from "./form-designer.module.css";
import { RulesEdit } from "./rules-edit";

interface Props extends PartProps {
  readonly form: string;
  readonly name: string | undefined;
  readonly onGone: () => void;
}

/** The chosen field in plain words: names, whether it must be filled, choices, columns, privacy, rules. */
export function FieldPanel({ form, name, onGone, ...props }: Props) {
  const { bundle, edit, findings, readOnly } = props;
  const { t } = useSpeech();
  const field = name === undefined ? undefined : bundle.fields?.[name];
  if (name === undefined || !field) return <aside className={styles.panel}><p className={styles.quiet}>{t("fd.pick")}</p></aside>;
  const names = edits.namesOf(bundle.forms?.[form]);
  const change = (part: Partial<Field>) => edit(t("fd.edit.field"), (before) => edits.changeField(before, name, part));
  const sort = edits.sortOf(field);
  const traits = { field, readOnly, onChange: change };
  return (
    <aside className={styles.panel} aria-label={t("fd.panel")}>
      <FieldNames {...traits} />
      <p className={styles.quiet}>
        {t("fd.p.name")} <code>{name}</code>
        {field.library && <> · {t("library.from", { field: field.library })}</>}
      </p>
      <Checkbox checked={edits.isRequired(bundle.forms?.[form], name)} disabled={readOnly} onChange={({ target }) => edit(t("fd.edit.field"), (before) => edits.setRequired(before, form, name, target.checked))}>
        {t("fd.p.required")}
      </Checkbox>
      <FieldHelp {...traits} />
      {sort === "lines" && <ColumnsEdit {...props} form={form} name={name} field={field} />}
      <FieldPrivacy {...traits} />
      <RulesEdit {...props} form={form} of={name} computes={sort !== "lines"} />
      {!readOnly && (
        <div className={styles.acts}>
          <FormRow label={t("fd.p.position")}>
            {({ id }) => <InputNumber id={id} min={1} max={names.length} precision={0} value={names.indexOf(name) + 1} onChange={(to) => to !== null && edit(t("fd.edit.move"), (before) => edits.placeField(before, form, name, to - 1))} />}
          </FormRow>
          <Button onClick={() => { edit(t("fd.edit.remove"), (before) => edits.removeField(before, form, name)); onGone(); }}>
            {t("fd.p.remove")}
          </Button>
        </div>
      )}
      {findings.filter(({ place }) => place.startsWith(`fields/${name}/`) || place === `fields/${name}`).map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.fault}>{each.what} {each.mend}</p>
      ))}
    </aside>
  );
}
