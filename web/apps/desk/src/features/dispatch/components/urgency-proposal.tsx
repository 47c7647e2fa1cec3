import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useShortcuts } from "@gongdan/ui/use-shortcuts";
import { Button } from "antd";
import { type Alikes, useUrgency } from "../api/alike";
import { onceDone } from "../model/once-done";
import styles from "./alike.module.css";

const levels = ["1", "2", "3", "4"] as const;

interface Props {
  readonly found: Alikes;
  readonly proposed: NonNullable<Alikes["proposed"]>;
}

/** Another urgency, with why; it counts only once somebody takes it. */
export function UrgencyProposal({ found, proposed }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useUrgency(found.order);
  const { urgency, impact, reason } = proposed;
  const level = levels.find((each) => each === String(urgency)) ?? "3";
  const words = proposed.impact === found.impact ? t("urgent.proposed", { level: t(`urgent.level.${level}`), reason }) : t("urgent.proposed.wide", { level: t(`urgent.level.${level}`), impact, reason });
  const take = () => {
    const before = { urgency: found.urgency, impact: found.impact, reason: "" };
    onceDone(send.mutateAsync({ version: found.version, urgency, impact, reason }), ({ version }) => {
      tell(t("urgent.taken"), () => send.mutateAsync({ ...before, version }));
    });
  };
  useShortcuts({ u: take });
  return (
    <section className={styles.same} aria-label={t("urgent.title")}>
      <p className={styles.line}>{words}</p>
      {send.error && <ProblemNote error={send.error} />}
      <Button size="small" loading={send.isPending} onClick={take}>
        {t("urgent.take")}
      </Button>
    </section>
  );
}
