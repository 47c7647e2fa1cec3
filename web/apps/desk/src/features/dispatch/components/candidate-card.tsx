import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Candidate } from "../api/dispatch";
import styles from "./candidate-card.module.css";

interface Props {
  readonly candidate: Candidate;
  readonly place: number;
  readonly mayGive: boolean;
  readonly pending: boolean;
  readonly onGive: () => void;
}

const reasons = ["skill", "travel", "load", "history", "deadline", "fairness", "standing"] as const;
/** What a plugged-in model brings, where one has a word. */
const advised = [...reasons, "model"] as const;
/** The most points that a reason can bring, as the engine weighs. */
const most = 25;

/** One person who fits: the place, the reasons in words, and what each of them brings. */
export function CandidateCard({ candidate, place, mayGive, pending, onGive }: Props) {
  const { t } = useSpeech();
  const { name, score, points } = candidate;
  const told = "model" in points ? advised : reasons;
  return (
    <li className={styles.card} data-first={place === 1}>
      <div className={styles.head}>
        <span className={styles.place} aria-hidden="true">
          {place}
        </span>
        <strong className={styles.name}>{name}</strong>
        <span className={styles.score}>{t("dispatch.score", { score: score.toFixed(1) })}</span>
        {mayGive && (
          <Button size="small" type={place === 1 ? "primary" : "default"} disabled={pending} data-candidate={place} onClick={onGive}>
            {t("dispatch.give", { name })}
          </Button>
        )}
      </div>
      <p className={styles.words}>{candidate.reasons.join(" · ")}</p>
      <details>
        <summary className={styles.more}>{t("dispatch.points")}</summary>
        <dl className={styles.points}>
          {told.map((reason) => (
            <div key={reason} className={styles.point}>
              <dt>{t(`dispatch.reason.${reason}`)}</dt>
              <dd>
                <meter className={styles.bar} min={0} max={most} value={points[reason] ?? 0} aria-label={t(`dispatch.reason.${reason}`)} />
                <span className={styles.number}>{(points[reason] ?? 0).toFixed(1)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
