import { useSpeech } from "@gongdan/i18n/react";
import type { Plan } from "../api/day-plans";
import { lasting } from "../model/times";
import styles from "./day-plan.module.css";

/** What a plan comes to, at a glance. */
export function PlanSums({ plan }: { readonly plan: Plan }) {
  const speech = useSpeech();
  const { t } = speech;
  const { sums } = plan;
  const figures = [
    { name: t("dayplan.sum.planned"), value: String(sums.planned) },
    { name: t("dayplan.sum.left"), value: String(plan.left.length), bad: plan.left.length > 0 },
    { name: t("dayplan.sum.people"), value: String(sums.people) },
    { name: t("dayplan.sum.travel"), value: `${lasting(sums.travel, speech)} · ${t("dayplan.sum.km", { km: Math.round(sums.metres / 1000) })}` },
    { name: t("dayplan.sum.over"), value: lasting(sums.overtime, speech), bad: sums.overtime > 0 },
    { name: t("dayplan.sum.late"), value: String(sums.late), bad: sums.late > 0 },
    ...(sums.missed > 0 ? [{ name: t("dayplan.sum.missed"), value: String(sums.missed), bad: true }] : []),
  ];
  return (
    <div className={styles.sums}>
      <dl className={styles.figures}>
        {figures.map(({ name, value, bad = false }) => (
          <div key={name} className={styles.figure} data-bad={bad}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {plan.later > 0 && <p className={styles.quiet}>{t("dayplan.later", { n: plan.later })}</p>}
      {sums.assumed > 0 && <p className={styles.quiet}>{t("dayplan.assumed", { n: sums.assumed })}</p>}
    </div>
  );
}
