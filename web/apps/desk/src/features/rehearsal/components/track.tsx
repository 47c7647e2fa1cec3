import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import type { Rehearsal } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

interface Props {
  readonly seen: Rehearsal;
  /** The open step that is looked at. */
  readonly at: number | undefined;
  readonly onChoose: (token: number) => void;
}

/** The steps that were done, in order, and those that are open: of several one is looked at. */
export function Track({ seen, at, onChoose }: Props) {
  const { t, moment } = useSpeech();
  return (
    <Panel title={t("rehearsal.track")}>
      <ol className={styles.track}>
        {seen.passed.map((step, place) => (
          <li key={place} className={styles.stop} data-state="done" data-stage={step.stage}>
            <span className={styles.name}>{step.title}</span>
            <span className={styles.quiet}>{[step.by, step.outcome].filter(Boolean).join(" · ") || moment(new Date(step.at))}</span>
          </li>
        ))}
        {seen.open.map((step) => (
          <li key={step.token} className={styles.stop} data-state="open" data-stage={step.stage}>
            <button type="button" className={styles.pick} aria-pressed={step.token === at} onClick={() => onChoose(step.token)}>
              <span className={styles.name}>{step.title}</span>
              <span className={styles.quiet}>{t("rehearsal.waits.for", { who: step.people })}</span>
            </button>
          </li>
        ))}
        {seen.waiting.map((each) => (
          <li key={each.token} className={styles.stop} data-state="waits">
            <span className={styles.name}>{each.title}</span>
            <span className={styles.quiet}>{t("rehearsal.waits")}</span>
          </li>
        ))}
        {seen.status !== "open" && (
          <li className={styles.stop} data-state="end">
            <span className={styles.name}>{t(seen.status === "suspended" ? "rehearsal.rests" : seen.status === "archived" ? "rehearsal.ended" : "rehearsal.cancelled")}</span>
          </li>
        )}
      </ol>
    </Panel>
  );
}
