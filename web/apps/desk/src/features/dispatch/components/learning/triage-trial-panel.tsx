import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import { useNow } from "@gongdan/ui/use-now";
import type { TriageTrial } from "../../api/learning";
import { points } from "../../model/figures";
import { ModelActs } from "./model-acts";
import { SpanBar } from "./span-bar";
import { TriageSides } from "./triage-sides";
import card from "./card.module.css";

interface Props {
  readonly trial: TriageTrial | null;
  readonly may: boolean;
}

const tones = { ready: "good", worse: "warn", harms_group: "warn", too_few: "info", too_one_sided: "info", not_better: "info" } as const;

/** A new triage model beside the live one: what both said of the same orders, and what it costs to wait. */
export function TriageTrialPanel({ trial, may }: Props) {
  const { t } = useSpeech();
  return (
    <Panel title={t("learning.second")}>
      {trial ? <OnTrial trial={trial} may={may} /> : <p className={card.quiet}>{t("learning.second.none")}</p>}
    </Panel>
  );
}

function OnTrial({ trial, may }: { readonly trial: TriageTrial; readonly may: boolean }) {
  const { t, ago } = useSpeech();
  const now = useNow();
  const { gain, finding, cases, waiting } = trial;
  const barred = finding === "worse" || finding === "harms_group";
  const more = Math.round(Math.abs(waiting));
  const wait = more === 0 ? "even" : waiting > 0 ? "costs" : "saves";
  const facts = [
    { name: t("learning.second.cases"), value: t("learning.trial.of", { n: cases, needed: trial.cases_needed }) },
    { name: t("learning.second.differ"), value: t("learning.trial.of", { n: trial.differ, needed: trial.differ_needed }) },
    { name: t("learning.second.waiting"), value: cases > 0 && t(`learning.second.waiting.${wait}`, { n: more }) },
  ];
  return (
    <div className={card.card} data-triage-trial={finding}>
      <p className={card.text}>{t("learning.second.version", { version: trial.version, when: ago(new Date(trial.since), now) })}</p>
      {trial.alarmed && <Note tone="warn" title={t(`learning.second.alarmed.${cases > 0 ? wait : "even"}`, { n: more })} />}
      {cases > 0 && <TriageSides trial={trial} />}
      {gain.count > 1 && (
        <div>
          <strong>{t("learning.second.gain", { value: points(gain.value) })}</strong>
          <SpanBar of={gain} label={t("learning.trial.gain.bar", { low: points(gain.low), high: points(gain.high) })} />
          <p className={card.quiet}>{t("learning.trial.gain.within", { low: points(gain.low), high: points(gain.high) })}</p>
        </div>
      )}
      <Facts facts={facts} />
      <Note tone={tones[finding]} title={t(`learning.second.finding.${finding}`, { group: trial.harmed })} />
      {may && <ModelActs model="triage" version={trial.version} live={false} promoteTo={barred ? undefined : "whole"} early={finding !== "ready"} />}
      <p className={card.quiet}>{t("learning.second.rule")}</p>
    </div>
  );
}
