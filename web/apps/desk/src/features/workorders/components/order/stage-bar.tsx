import { useSpeech } from "@gongdan/i18n/react";
import { stages } from "@gongdan/tokens/stages";
import { StageIcon } from "@gongdan/ui/stage-mark";
import { placeOf } from "../../model/stage-place";
import styles from "./stage-bar.module.css";

interface Props {
  readonly stage: string;
  readonly ended: boolean;
}

/** The five stages of the loop and where the order stands. */
export function StageBar({ stage, ended }: Props) {
  const { t } = useSpeech();
  return (
    <ol className={styles.bar} aria-label={t("stage.bar")}>
      {stages.map((each) => {
        const place = placeOf(each, stage, ended);
        return (
          <li key={each} className={styles.stage} data-stage={each} data-place={place} aria-current={place === "now" ? "step" : undefined}>
            <StageIcon stage={each} />
            <span className={styles.word}>{t(`stage.${each}`)}</span>
            <span className={styles.hidden}>{t(`stage.${place}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
