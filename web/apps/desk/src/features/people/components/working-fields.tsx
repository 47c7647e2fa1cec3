import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { besideField } from "@gongdan/forms/antd/beside-field";
import { Input, InputNumber, Select } from "antd";
import type { Working } from "../api/people";
import { usualLevel } from "../model/person-draft";
import { FieldWorkFields } from "./field-work-fields";
import { ShiftFields } from "./shift-fields";
import styles from "./working-fields.module.css";

interface Props {
  readonly skills: readonly string[];
  readonly working: Working;
  readonly error: unknown;
  readonly onChange: (working: Working) => void;
}

const levels = [1, 2, 3, 4, 5] as const;

/** How well each skill is held and until when, when there are shifts, and how much at once. */
export function WorkingFields({ skills, working, error, onChange }: Props) {
  const { t } = useSpeech();
  const of = (skill: string) => working.levels.find((each) => each.skill === skill) ?? { skill, level: usualLevel, until: null };
  const put = (changed: Working["levels"][number]) => {
    onChange({ ...working, levels: [...working.levels.filter(({ skill }) => skill !== changed.skill), changed] });
  };
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t("persons.working")}</legend>
      {skills.map((skill) => (
        <div key={skill} className={styles.skill}>
          <span>{skill}</span>
          <Select
            aria-label={t("persons.level", { skill })}
            getPopupContainer={besideField}
            value={of(skill).level}
            options={levels.map((value) => ({ value, label: t("persons.level.n", { n: value }) }))}
            onChange={(level: number) => { put({ ...of(skill), level }); }}
          />
          <Input
            type="date"
            aria-label={t("persons.until", { skill })}
            title={t("persons.until.label")}
            value={of(skill).until ?? ""}
            onChange={(event) => { put({ ...of(skill), until: event.target.value || null }); }}
          />
        </div>
      ))}
      <FormRow label={t("persons.capacity")} hint={t("persons.capacity.hint")} error={wrongAt(error, "/working/capacity")}>
        {(bound) => (
          <InputNumber {...bound} min={0} max={500} precision={0} value={working.capacity} onChange={(capacity) => { onChange({ ...working, capacity: capacity ?? 0 }); }} />
        )}
      </FormRow>
      <FieldWorkFields working={working} error={error} onChange={onChange} />
      <ShiftFields shifts={working.shifts} onChange={(shifts) => { onChange({ ...working, shifts: [...shifts] }); }} />
    </fieldset>
  );
}
