import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { type Plan, usePlanAct } from "../api/day-plans";
import styles from "./day-plan.module.css";

/** What a search takes beside the seconds that it may think. */
const beside = 6;
const faults = ["rights", "search"] as const;

/** A plan in the making: how far it should be by now. */
export function Making({ plan }: { readonly plan: Plan }) {
  const { t } = useSpeech();
  const [done, setDone] = useState(0);
  const whole = plan.seconds + beside;
  useEffect(() => {
    const begun = Date.now();
    const timer = setInterval(() => setDone((Date.now() - begun) / 1000), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <section className={styles.making} role="status" aria-label={t("dayplan.making")}>
      <p>
        <strong>{t("dayplan.making")}</strong>
      </p>
      <p className={styles.quiet}>{t("dayplan.making.detail", { seconds: whole })}</p>
      <Progress aria-label={t("dayplan.making")} percent={Math.min(97, Math.round((100 * done) / whole))} showInfo={false} />
    </section>
  );
}

/** What became of a plan that could not be made, and the ways on. */
export function Failed({ plan }: { readonly plan: Plan }) {
  const { t } = useSpeech();
  const act = usePlanAct(plan);
  const fault = faults.find((each) => each === plan.fault) ?? "check";
  return (
    <Note tone="broken" title={t("dayplan.failed")}>
      <p>{t(`dayplan.failed.${fault}`)}</p>
      {act.error && <ProblemNote error={act.error} />}
      <div className={styles.acts}>
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ act: "replan" })}>
          {t("dayplan.again")}
        </Button>
        <Button onClick={() => act.mutate({ act: "discard" })}>{t("dayplan.discard")}</Button>
      </div>
    </Note>
  );
}
