import type { Field } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Input, InputNumber, Select } from "antd";

interface Props {
  readonly field: Field;
  readonly readOnly: boolean;
  readonly onChange: (next: (field: Field) => Field) => void;
}

const bases = ["consent", "contract", "duty", "vital", "public", "interest"] as const;

/** What must be said of a personal field: what for, on which ground, and for how long it is kept. */
export function PrivacyFields({ field, readOnly, onChange }: Props) {
  const { t, locale } = useSpeech();
  return (
    <>
      <FormRow label={t("fields.purpose")}>
        {({ id }) => (
          <Input
            id={id}
            value={field.purpose?.[locale] ?? ""}
            disabled={readOnly}
            maxLength={200}
            onChange={({ target }) => onChange((old) => ({ ...old, purpose: { zh: target.value, en: target.value, ...old.purpose, [locale]: target.value } }))}
          />
        )}
      </FormRow>
      <FormRow label={t("fields.basis")}>
        {({ id }) => (
          <Select
            id={id}
            value={field.basis ?? null}
            disabled={readOnly}
            getPopupContainer={besidePage}
            options={bases.map((value) => ({ value, label: t(`fields.basis.${value}`) }))}
            onChange={(basis: string | null) => basis !== null && onChange((old) => ({ ...old, basis }))}
          />
        )}
      </FormRow>
      <FormRow label={t("fields.retention")}>
        {({ id }) => (
          <InputNumber
            id={id}
            value={field.retention ?? null}
            disabled={readOnly}
            min={1}
            max={36500}
            onChange={(retention) => retention !== null && onChange((old) => ({ ...old, retention }))}
          />
        )}
      </FormRow>
    </>
  );
}
