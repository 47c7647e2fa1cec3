import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import { useNow } from "@gongdan/ui/use-now";
import type { Trial } from "../../api/learning";
import { percent, points } from "../../model/figures";
import { ModelActs } from "./model-acts";
import { SpanBar } from "./span-bar";
import { TrialGroups } from "./trial-groups";
import card from "./card.module.css";
import styles from "./trial-panel.module.css";

interface Props {
  readonly trial: Trial | null;
  readonly may: boolean;
}

const stages = ["shadow", "tenth", "whole"] as const;

/** The challenger: how far it is, what it would bring and cost, and whether it may go on. */
export function TrialPanel({ trial, may }: Props) {
  const { t } = useSpeech();
  return (
    <Panel title={t("learning.trial")}>
      {trial ? <OnTrial trial={trial} may={may} /> : <p className={card.quiet}>{t("learning.trial.none")}</p>}
    </Panel>
  );
}

function OnTrial({ trial, may }: { readonly trial: Trial; readonly may: boolean }) {
  const { t, ago } = useSpeech();
  const now = useNow();
  const { gain, verdict } = trial;
  const ready = verdict === "ready";
  const said = t(`learning.verdict.${verdict}`, { next: t(`learning.stage.${trial.next}`), group: trial.harmed });
  const facts = [
    { name: t("learning.trial.decisions"), value: t("learning.trial.of", { n: trial.decisions, needed: trial.decisions_needed }) },
    { name: t("learning.trial.effective"), value: t("learning.trial.effective.of", { n: Math.round(trial.effective), needed: trial.effective_needed }) },
    { name: t("learning.trial.moved"), value: t("learning.trial.moved.of", { n: trial.moved }) },
    { name: t("learning.trial.even"), value: trial.decisions > 0 && t("learning.trial.even.of", { now: percent(trial.even_now), then: percent(trial.even_then) }) },
  ];
  return (
    <div className={card.card} data-trial={trial.stage}>
      <p className={card.text}>{t("learning.trial.version", { version: trial.version, when: ago(new Date(trial.since), now) })}</p>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage} aria-current={stage === trial.stage ? "step" : undefined} data-passed={stages.indexOf(stage) < stages.indexOf(trial.stage)}>
            {t(`learning.stage.${stage}`)}
          </li>
        ))}
      </ol>
      {gain.count > 1 && (
        <div>
          <strong>{t("learning.trial.gain", { value: points(gain.value) })}</strong>
          <SpanBar of={gain} label={t("learning.trial.gain.bar", { low: points(gain.low), high: points(gain.high) })} />
          <p className={card.quiet}>{t("learning.trial.gain.within", { low: points(gain.low), high: points(gain.high) })}</p>
        </div>
      )}
      <Facts facts={facts} />
      {trial.groups.length > 0 && <TrialGroups groups={trial.groups} />}
      <Note tone={ready ? "good" : "info"} title={said} />
      {may && <ModelActs model="weights" version={trial.version} live={false} promoteTo={ready ? trial.next : undefined} />}
      <p className={card.quiet}>{t("learning.trial.rule")}</p>
    </div>
  );
}
