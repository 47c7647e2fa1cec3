import { useSpeech } from "@gongdan/i18n/react";
import { isStage, stageIcons, type Stage } from "@gongdan/tokens/stages";
import styles from "./stage-mark.module.css";

/** The icon of a stage alone; always put its word beside it. */
export function StageIcon({ stage, size = 16 }: { readonly stage: Stage; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" className={styles.icon} aria-hidden="true">
      <path d={stageIcons[stage]} />
    </svg>
  );
}

/** Icon and word of a stage on its soft ground. */
export function StageMark({ stage }: { readonly stage: string }) {
  const { word } = useSpeech();
  if (!isStage(stage)) return null;
  return (
    <span className={styles.mark} data-stage={stage}>
      <StageIcon stage={stage} size={14} />
      {word("stage", stage, "stage.report")}
    </span>
  );
}
