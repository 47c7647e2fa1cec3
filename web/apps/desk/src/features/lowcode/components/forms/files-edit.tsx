import type { Field } from "@gongdan/flow-model/bundle";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { InputNumber, Select } from "antd";

interface Props {
  readonly field: Field;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Field>) => void;
}

const kinds = ["image", "video", "document"] as const;
const limits = ["minItems", "maxItems"] as const;
const most = 100;

/** Which kinds of files are taken, and how many. */
export function FilesEdit({ field, readOnly, onChange }: Props) {
  const { t } = useSpeech();
  const limit = (name: (typeof limits)[number], count: number | null) => {
    const { [name]: _old, ...schema } = field.schema;
    onChange({ schema: count === null ? schema : { ...schema, [name]: count } });
  };
  return (
    <>
      <FormRow label={t("fd.p.accepts")} hint={t("fd.p.accepts.hint")} optional>
        {({ id }) => (
          <Select
            id={id}
            mode="multiple"
            value={[...(field.accepts ?? [])]}
            disabled={readOnly}
            getPopupContainer={besidePage}
            options={kinds.map((value) => ({ value, label: t(`fd.accepts.${value}`) }))}
            onChange={(accepts) => onChange({ accepts })}
          />
        )}
      </FormRow>
      {limits.map((name) => (
        <FormRow key={name} label={t(`fd.p.${name}`)} optional>
          {({ id }) => (
            <InputNumber id={id} min={1} max={most} precision={0} value={Number(field.schema[name] ?? NaN) || null} disabled={readOnly} onChange={(count) => limit(name, count)} />
          )}
        </FormRow>
      ))}
    </>
  );
}
