import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Checkbox, InputNumber } from "antd";
import { useId, useState } from "react";
import { usePlanDay } from "../api/day-plans";
import styles from "./day-plan.module.css";

interface Props {
  readonly day: string;
  readonly unit: string;
  readonly minutes?: number;
  readonly again?: boolean;
}

/** How a day is to be planned; two answers, both with a good beginning. */
export function PlanForm({ day, unit, minutes = 60, again = false }: Props) {
  const { t } = useSpeech();
  const id = useId();
  const [length, setLength] = useState(minutes);
  const [keep, setKeep] = useState(true);
  const plan = usePlanDay();
  return (
    <form
      className={styles.form}
      aria-label={t(again ? "dayplan.plan.anew" : "dayplan.plan")}
      onSubmit={(event) => {
        event.preventDefault();
        plan.mutate({ day, unit, minutes: length, keep });
      }}
    >
      <label htmlFor={id}>{t("dayplan.minutes.label")}</label>
      <InputNumber id={id} min={5} max={480} value={length} aria-describedby={`${id}-hint`} onChange={(value) => setLength(value ?? 60)} />
      <span id={`${id}-hint`} className={styles.quiet}>
        {t("dayplan.minutes.hint")}
      </span>
      <Checkbox checked={keep} onChange={({ target }) => setKeep(target.checked)}>
        {t("dayplan.keep")}
      </Checkbox>
      <span className={styles.quiet}>{t("dayplan.keep.hint")}</span>
      {plan.error && <ProblemNote error={plan.error} />}
      <Button type={again ? "default" : "primary"} htmlType="submit" loading={plan.isPending}>
        {t(again ? "dayplan.plan.anew" : "dayplan.plan")}
      </Button>
    </form>
  );
}
