import type { Report } from "@gongdan/proof/check-bundle";
import { type Pinned, readable } from "@gongdan/proof/pin";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { hiddenFields, proofSteps, type StepResult } from "../model/proof-steps";
import styles from "./proof-steps.module.css";

interface Props {
  readonly report: Report;
  readonly keyMet: Pinned;
  readonly order: string;
  readonly tenant: string;
}

/** A proof checked in this browser, step by step; each step rests on those before it. */
export function ProofSteps({ report, keyMet, order, tenant }: Props) {
  const { t, list } = useSpeech();
  const results = proofSteps(report, keyMet, { order, tenant });
  const holds = results.every(({ state }) => state === "holds");
  const broken = results.some(({ state }) => state === "broken");
  const hidden = broken ? [] : hiddenFields(report);
  return (
    <>
      <Note tone={broken ? "broken" : holds ? "good" : "warn"} title={t(broken ? "proofstep.broken" : holds ? "proofstep.good" : "proofstep.part")} urgent={broken}>
        <p>{t(broken ? "proved.bad.next" : "proofstep.how")}</p>
      </Note>
      <ol className={styles.steps} aria-label={t("proofstep.title")}>
        {results.map((result) => (
          <StepLine key={result.step} result={result} report={report} />
        ))}
      </ol>
      {!broken && (
        <>
          <p>
            {t(`proved.key.${keyMet}`)} <code className={styles.key}>{readable(report.fingerprint)}</code>
          </p>
          {hidden.length > 0 && <p>{t("proofstep.hidden", { fields: list(hidden) })}</p>}
          <Events report={report} />
        </>
      )}
    </>
  );
}

function StepLine({ result, report }: { readonly result: StepResult; readonly report: Report }) {
  const { t } = useSpeech();
  const { step, state, fault } = result;
  const events = report.events.length;
  const unsigned = report.events.filter(({ signed }) => !signed).length;
  return (
    <li className={styles.step} data-state={state}>
      <span className={styles.mark} aria-hidden="true" />
      <strong>{t(`proofstep.${step}`)}</strong>
      <span className={styles.state}>{t(`proofstate.${state}`)}</span>
      <span className={styles.detail}>
        {fault ? t(`proved.fault.${fault}`) : t(`proofstep.${step}.detail`, { events, unsigned, size: report.checkpoint?.size ?? 0 })}
      </span>
    </li>
  );
}

function Events({ report }: { readonly report: Report }) {
  const { t, moment } = useSpeech();
  return (
    <details>
      <summary>{t("proofstep.events", { n: report.events.length })}</summary>
      <ol className={styles.events}>
        {report.events.map(({ seq, recordedAtUs, hash }) => (
          <li key={seq}>
            {moment(new Date(recordedAtUs / 1000))} <code className={styles.key}>{hash}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
