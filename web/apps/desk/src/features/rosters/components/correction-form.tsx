import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, InputNumber, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type DemandPage, useCorrect } from "../api/needs";
import { weekDays } from "../model/days";
import styles from "./needs.module.css";

const workdays = [1, 2, 3, 4, 5];

/** So many people on these days between these hours: a flat demand, or a word against the forecast. */
export function CorrectionForm({ page }: { readonly page: DemandPage }) {
  const { t, locale } = useSpeech();
  const tell = useTell();
  const correct = useCorrect();
  const [work, setWork] = useState({ place: "", skill: "", days: workdays, begins: 8, ends: 18, people: 1 });
  const put = (changed: Partial<typeof work>) => { setWork({ ...work, ...changed }); };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    correct.mutate(work, { onSuccess: () => { tell(t("needs.said")); } });
  };
  const options = (keys: DemandPage["skills"], none: string) => keys.map(({ id, name }) => ({ value: id, label: name || none }));
  const number = (name: "begins" | "ends" | "people", label: string, most: number) => (
    <FormRow label={label} error={wrongAt(correct.error, `/${name}`)}>
      {(bound) => <InputNumber {...bound} min={0} max={most} precision={0} value={work[name]} onChange={(next) => { put({ [name]: next ?? 0 }); }} />}
    </FormRow>
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("needs.say")}>
      <div className={styles.row}>
        <FormRow label={t("needs.skill")}>
          {(bound) => <Select {...bound} value={work.skill} options={options(page.skills, t("roster.anybody"))} onChange={(skill: string) => { put({ skill }); }} />}
        </FormRow>
        {page.places.length > 1 && (
          <FormRow label={t("needs.place")}>
            {(bound) => <Select {...bound} value={work.place} options={options(page.places, t("needs.elsewhere"))} onChange={(place: string) => { put({ place }); }} />}
          </FormRow>
        )}
        <FormRow label={t("needs.days")} error={wrongAt(correct.error, "/days")}>
          {(bound) => <Select {...bound} mode="multiple" value={work.days} options={weekDays(locale)} onChange={(days: number[]) => { put({ days: days.toSorted() }); }} />}
        </FormRow>
      </div>
      <div className={styles.row}>
        {number("begins", t("needs.begins"), 23)}
        {number("ends", t("needs.ends"), 24)}
        {number("people", t("needs.people"), 500)}
      </div>
      {correct.error && <ProblemNote error={correct.error} />}
      <Button htmlType="submit" type="primary" loading={correct.isPending}>
        {t("needs.say")}
      </Button>
    </form>
  );
}
