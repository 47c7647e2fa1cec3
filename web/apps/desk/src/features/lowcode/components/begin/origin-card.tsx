import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import type { Template } from "../../api/begin";
import styles from "./begin.module.css";

/** Steps that a card has room for. */
const most = 7;

interface Props {
  readonly title: string;
  readonly description: string;
  /** For whom it is. */
  readonly audience?: string;
  readonly steps?: Template["steps"];
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One thing to begin with: what it is, for whom, its steps drawn small in the colours of their stages. */
export function OriginCard({ title, description, audience = "", steps = [], chosen, onChoose }: Props) {
  const { t, locale } = useSpeech();
  const shown = steps.filter(({ kind }) => kind === "user" || kind === "manual" || kind === "children");
  return (
    <label className={styles.card} data-chosen={chosen}>
      <input type="radio" name="origin" className={styles.radio} checked={chosen} onChange={onChoose} />
      <strong>{title}</strong>
      <span className={styles.description}>{description}</span>
      {shown.length > 0 && (
        <span className={styles.steps}>
          {shown.slice(0, most).map((step) => (
            <span key={step.key} className={styles.step} data-stage={step.stage}>
              {wordsOf(step.title, locale) || step.key}
            </span>
          ))}
          {shown.length > most && <span className={styles.more}>{t("new.more", { n: shown.length - most })}</span>}
        </span>
      )}
      {audience && <span className={styles.audience}>{t("new.audience", { who: audience })}</span>}
    </label>
  );
}
