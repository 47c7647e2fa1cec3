import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { Button, Input, Select } from "antd";
import type { Working } from "../api/people";
import { dayName } from "../model/day-words";
import { clockOf, minutesOf } from "../model/shift-clock";
import styles from "./working-fields.module.css";

type Shift = Working["shifts"][number];

interface Props {
  readonly shifts: readonly Shift[];
  readonly onChange: (shifts: readonly Shift[]) => void;
}

const office: Shift = { days: [1, 2, 3, 4, 5], begins: 8 * 60, ends: 17 * 60 };

/** Weekly shifts; one that ends before it begins goes on into the next day. */
export function ShiftFields({ shifts, onChange }: Props) {
  const { t, locale } = useSpeech();
  const days = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: dayName(value, locale) }));
  const put = (at: number, changed: Shift) => { onChange(shifts.map((each, place) => (place === at ? changed : each))); };
  return (
    <>
      <span>{t("persons.shifts")}</span>
      {shifts.length === 0 && <p className={styles.quiet}>{t("persons.shifts.none")}</p>}
      {shifts.map((shift, at) => (
        <div key={at} className={styles.shift}>
          <Select
            mode="multiple"
            aria-label={t("persons.shift.days", { n: at + 1 })}
            getPopupContainer={besideField}
            value={[...shift.days]}
            options={days}
            onChange={(chosen: number[]) => { put(at, { ...shift, days: chosen.sort() }); }}
          />
          <Input
            type="time"
            aria-label={t("persons.shift.begins", { n: at + 1 })}
            value={clockOf(shift.begins)}
            onChange={(event) => { put(at, { ...shift, ...minutesOf(event.target.value, clockOf(shift.ends)) }); }}
          />
          <Input
            type="time"
            aria-label={t("persons.shift.ends", { n: at + 1 })}
            value={clockOf(shift.ends)}
            onChange={(event) => { put(at, { ...shift, ...minutesOf(clockOf(shift.begins), event.target.value) }); }}
          />
          <Button aria-label={t("persons.shift.remove", { n: at + 1 })} onClick={() => { onChange(shifts.filter((_, place) => place !== at)); }}>
            ×
          </Button>
        </div>
      ))}
      <Button onClick={() => { onChange([...shifts, office]); }}>{t("persons.shift.add")}</Button>
    </>
  );
}
