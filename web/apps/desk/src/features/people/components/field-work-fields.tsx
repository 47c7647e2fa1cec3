import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { useQuery } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { unitNamesQuery, type Working } from "../api/people";

interface Props {
  readonly working: Working;
  readonly error: unknown;
  readonly onChange: (working: Working) => void;
}

/** Where somebody works, with which tools and which vehicle. */
export function FieldWorkFields({ working, error, onChange }: Props) {
  const { t } = useSpeech();
  const units = useQuery(unitNamesQuery);
  return (
    <>
      <FormRow label={t("persons.territories")} optional hint={t("persons.territories.hint")} error={wrongAt(error, "/working/territories")}>
        {(bound) => (
          <Select
            {...bound}
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={besideField}
            value={[...working.territories]}
            options={[...(units.data ?? [])].map(([value, label]) => ({ value, label }))}
            onChange={(territories: string[]) => { onChange({ ...working, territories }); }}
          />
        )}
      </FormRow>
      <FormRow label={t("persons.tools")} optional hint={t("persons.tools.hint")} error={wrongAt(error, "/working/tools")}>
        {(bound) => (
          <Select
            {...bound}
            mode="tags"
            open={false}
            suffix={null}
            tokenSeparators={[",", "，", "、"]}
            value={[...working.tools]}
            onChange={(tools: string[]) => { onChange({ ...working, tools }); }}
          />
        )}
      </FormRow>
      <FormRow label={t("persons.vehicle")} optional error={wrongAt(error, "/working/vehicle")}>
        {(bound) => <Input {...bound} maxLength={60} value={working.vehicle} onChange={(event) => { onChange({ ...working, vehicle: event.target.value }); }} />}
      </FormRow>
    </>
  );
}
