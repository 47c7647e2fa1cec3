import type { Field, Privacy } from "@gongdan/flow-model/bundle";
import type { Words } from "@gongdan/flow-model/words";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Input, InputNumber, Select } from "antd";
import * as edits from "../../model/form-edits";
import { ChoicesEdit } from "./choices-edit";
import { FilesEdit } from "./files-edit";

export interface TraitProps {
  readonly field: Field;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Field>) => void;
}

const classes: readonly Privacy[] = ["public", "internal", "personal", "sensitive"];
const grounds = ["consent", "contract", "duty", "vital", "public", "interest"] as const;
const languages = ["zh", "en"] as const;

/** What a field is called, in both languages. */
export function FieldNames({ field, readOnly, onChange }: TraitProps) {
  const { t } = useSpeech();
  return languages.map((language) => (
    <FormRow key={language} label={t(`fd.p.${language}`)}>
      {(bound) => (
        <Input {...bound} lang={language} value={field.title[language] ?? ""} disabled={readOnly} maxLength={80} onChange={({ target }) => onChange({ title: { ...field.title, [language]: target.value } })} />
      )}
    </FormRow>
  ));
}

/** What helps to fill it in: words, a unit, choices. */
export function FieldHelp({ field, readOnly, onChange }: TraitProps) {
  const { t, locale } = useSpeech();
  const sort = edits.sortOf(field);
  const told = (words: Words | undefined, next: string) => ({ ...words, [locale]: next });
  return (
    <>
      <FormRow label={t("fd.p.help")} optional>
        {(bound) => <Input {...bound} value={field.help?.[locale] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => onChange({ help: told(field.help, target.value) })} />}
      </FormRow>
      {(sort === "integer" || sort === "decimal") && (
        <FormRow label={t("fd.p.unit")} optional>
          {(bound) => <Input {...bound} value={field.unit ?? ""} disabled={readOnly} maxLength={20} onChange={({ target }) => onChange({ unit: target.value })} />}
        </FormRow>
      )}
      {sort === "files" && <FilesEdit field={field} readOnly={readOnly} onChange={onChange} />}
      {(sort === "choice" || sort === "choices") && <ChoicesEdit field={field} readOnly={readOnly} onChange={onChange} />}
    </>
  );
}

/** Its privacy class, and what has to be said of a personal one. */
export function FieldPrivacy({ field, readOnly, onChange }: TraitProps) {
  const { t } = useSpeech();
  const personal = field.privacy === "personal" || field.privacy === "sensitive";
  return (
    <>
      <FormRow label={t("fd.p.privacy")}>
        {({ id }) => (
          <Select id={id} value={field.privacy ?? null} disabled={readOnly} getPopupContainer={besidePage} options={classes.map((each) => ({ value: each, label: t(`fd.privacy.${each}`) }))} onChange={(privacy: Privacy | null) => onChange(privacy ? { privacy } : {})} />
        )}
      </FormRow>
      {personal && (
        <>
          {languages.map((language) => (
            <FormRow key={language} label={`${t("fd.p.purpose")} · ${t(`studio.language.${language}`)}`}>
              {(bound) => <Input {...bound} lang={language} value={field.purpose?.[language] ?? ""} disabled={readOnly} maxLength={200} onChange={({ target }) => onChange({ purpose: { ...field.purpose, [language]: target.value } })} />}
            </FormRow>
          ))}
          <FormRow label={t("fd.p.basis")}>
            {({ id }) => <Select id={id} value={field.basis ?? null} disabled={readOnly} getPopupContainer={besidePage} options={grounds.map((each) => ({ value: each, label: t(`fd.basis.${each}`) }))} onChange={(basis: string | null) => onChange(basis ? { basis } : {})} />}
          </FormRow>
          <FormRow label={t("fd.p.retention")}>
            {({ id }) => <InputNumber id={id} min={1} max={36500} precision={0} value={field.retention ?? null} disabled={readOnly} onChange={(retention) => onChange(retention === null ? {} : { retention })} />}
          </FormRow>
        </>
      )}
    </>
  );
}
