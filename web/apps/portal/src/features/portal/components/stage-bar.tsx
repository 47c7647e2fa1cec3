import { useSpeech } from "@gongdan/i18n/preact";
import { stageIcons } from "@gongdan/tokens/stages";
import { stageSteps } from "../model/stages";
import style from "./stage-bar.module.css";

interface StageBarProps {
  readonly stage: string;
  readonly archived: boolean;
}

/** The five stages in plain words: what is done, what is now, what is ahead. */
export function StageBar({ stage, archived }: StageBarProps) {
  const { t } = useSpeech();
  return (
    <ol class={style["bar"]} aria-label={t("portal.stages")}>
      {stageSteps(stage, archived).map((each) => (
        <li key={each.stage} class={style["step"]} data-state={each.state} aria-current={each.state === "now" ? "step" : undefined}>
          <span class={style["dot"]}>
            <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
              <path
                d={each.state === "done" ? "M3.5 8.5l3 3 6-7" : stageIcons[each.stage]}
                fill="none"
                stroke="currentColor"
                stroke-width={each.state === "done" ? "2" : "1.3"}
                stroke-linejoin="round"
                stroke-linecap="round"
              />
            </svg>
          </span>
          <span>{t(`portal.stage.${each.stage}`)}</span>
          <span class={style["said"]}>{t(`portal.state.${each.state}`)}</span>
        </li>
      ))}
    </ol>
  );
}
