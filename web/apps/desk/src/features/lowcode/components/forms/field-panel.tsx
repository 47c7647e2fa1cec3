import type { Field, Privacy, Words } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import * as edits from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import { ChoicesEdit } from "./choices-edit";
import { ColumnsEdit } from "./columns-edit";
import styles from "./form-designer.module.css";
import { RulesEdit } from "./rules-edit";

interface Props extends PartProps {
  readonly form: string;
  readonly name: string | undefined;
  readonly onGone: () => void;
}

const classes: readonly Privacy[] = ["public", "internal", "personal", "sensitive"];
const grounds = ["consent", "contract", "duty", "vital", "public", "interest"] as const;
const languages = ["zh", "en"] as const;

/** The chosen field in plain words: names, whether it must be filled, choices, columns, privacy, rules. */
export function FieldPanel({ form, name, onGone, ...props }: Props) {
  const { bundle, edit, findings, readOnly } = props;
  const { t, locale } = useSpeech();
  const field = name === undefined ? undefined : bundle.fields?.[name];
  if (name === undefined || !field) return <aside className={styles.panel}><p className={styles.quiet}>{t("fd.pick")}</p></aside>;
  const names = edits.namesOf(bundle.forms?.[form]);
  const change = (part: Partial<Field>) => edit(t("fd.edit.field"), (before) => edits.changeField(before, name, part));
  const sort = edits.sortOf(field);
  const personal = field.privacy === "personal" || field.privacy === "sensitive";
  const told = (words: Words | undefined, next: string) => ({ ...words, [locale]: next });
  return (
    <aside className={styles.panel} aria-label={t("fd.panel")}>
      {languages.map((language) => (
        <FormRow key={language} label={t(`fd.p.${language}`)}>
          {(bound) => (
            <Input {...bound} lang={language} value={field.title[language] ?? ""} disabled={readOnly} maxLength={80} onChange={({ target }) => change({ title: { ...field.title, [language]: target.value } })} />
          )}
        </FormRow>
      ))}
      <p className={styles.quiet}>{t("fd.p.name")} <code>{name}</code></p>
      <Checkbox checked={edits.isRequired(bundle.forms?.[form], name)} disabled={readOnly} onChange={({ target }) => edit(t("fd.edit.field"), (before) => edits.setRequired(before, form, name, target.checked))}>
        {t("fd.p.required")}
      </Checkbox>
      <FormRow label={t("fd.p.help")} optional>
        {(bound) => <Input {...bound} value={field.help?.[locale] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => change({ help: told(field.help, target.value) })} />}
      </FormRow>
      {(sort === "integer" || sort === "decimal") && (
        <FormRow label={t("fd.p.unit")} optional>
          {(bound) => <Input {...bound} value={field.unit ?? ""} disabled={readOnly} maxLength={20} onChange={({ target }) => change({ unit: target.value })} />}
        </FormRow>
      )}
      {(sort === "choice" || sort === "choices") && <ChoicesEdit field={field} readOnly={readOnly} onChange={change} />}
      {sort === "lines" && <ColumnsEdit {...props} form={form} name={name} field={field} />}
      <FormRow label={t("fd.p.privacy")}>
        {({ id }) => (
          <Select id={id} value={field.privacy ?? null} disabled={readOnly} getPopupContainer={besidePage} options={classes.map((each) => ({ value: each, label: t(`fd.privacy.${each}`) }))} onChange={(privacy: Privacy | null) => change(privacy ? { privacy } : {})} />
        )}
      </FormRow>
      {personal && (
        <>
          {languages.map((language) => (
            <FormRow key={language} label={`${t("fd.p.purpose")} · ${t(`studio.language.${language}`)}`}>
              {(bound) => <Input {...bound} lang={language} value={field.purpose?.[language] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => change({ purpose: { ...field.purpose, [language]: target.value } })} />}
            </FormRow>
          ))}
          <FormRow label={t("fd.p.basis")}>
            {({ id }) => <Select id={id} value={field.basis ?? null} disabled={readOnly} getPopupContainer={besidePage} options={grounds.map((each) => ({ value: each, label: t(`fd.basis.${each}`) }))} onChange={(basis: string | null) => change(basis ? { basis } : {})} />}
          </FormRow>
          <FormRow label={t("fd.p.retention")}>
            {({ id }) => <InputNumber id={id} min={1} max={36500} precision={0} value={field.retention ?? null} disabled={readOnly} onChange={(retention) => change(retention === null ? {} : { retention })} />}
          </FormRow>
        </>
      )}
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
