import { useSpeech } from "@gongdan/i18n/react";
import type { PilotCategory } from "../api/pilots";
import { inPercent, percent } from "../model/shares";
import styles from "./pilot-advice.module.css";

/** When to go live, in one sentence: the figures behind it, or what is still missing. */
export function PilotAdvice({ found }: { readonly found: PilotCategory }) {
  const { t } = useSpeech();
  const { verdict, threshold, missing } = found.advice;
  const at = found.at.find((each) => each.threshold === threshold);
  if (!at) return null;
  const { hits, of } = at.right;
  const from = percent(threshold);
  if (verdict === "advisable") {
    const right = inPercent(at.right);
    const covered = t("pilot.share", inPercent(at.covered));
    return (
      <p className={styles.advice} data-verdict={verdict}>
        {t("pilot.advisable", { threshold: from, covered, right: `${right.percent} %`, low: right.low, high: right.high, of })}
      </p>
    );
  }
  return (
    <p className={styles.advice} data-verdict={verdict}>
      {verdict === "wrong" ? t("pilot.wrong", { hits, of }) : of === 0 ? t("pilot.more.none", { missing }) : t("pilot.more", { missing, hits, of, threshold: from })}
    </p>
  );
}
