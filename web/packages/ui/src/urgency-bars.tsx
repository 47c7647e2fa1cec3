import { useSpeech } from "@gongdan/i18n/react";
import styles from "./urgency-bars.module.css";

/** Urgency as a shape: four bars for "now" (1) down to one for "some time" (4). */
export function UrgencyBars({ urgency }: { readonly urgency: number }) {
  const { t, word } = useSpeech();
  const label = t("urgency.label", { word: word("urgency", String(urgency), "urgency.unknown") });
  const bars = Math.min(4, Math.max(1, 5 - urgency));
  return (
    <svg className={styles.bars} width="16" height="12" viewBox="0 0 16 12" role="img" aria-label={label}>
      <title>{label}</title>
      {[1, 2, 3, 4].map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 4}
          y={9 - bar * 2 + 1}
          width="2.5"
          height={bar * 2 + 2}
          rx="0.8"
          data-full={bar <= bars}
          data-most={bars === 4}
        />
      ))}
    </svg>
  );
}
