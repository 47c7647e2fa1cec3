import { useSpeech } from "@gongdan/i18n/react";
import { type LaneKind, laneKinds } from "@gongdan/timeline/lane";
import styles from "./lane-filter.module.css";

export type LaneChoice = LaneKind | "all";

interface Props {
  readonly choice: LaneChoice;
  readonly counts: Readonly<Record<string, number>>;
  readonly onChoose: (choice: LaneChoice) => void;
}

/** Which entries of the timeline are shown; kinds of which there are none are not offered. */
export function LaneFilter({ choice, counts, onChoose }: Props) {
  const { t } = useSpeech();
  const offered = laneKinds.filter((kind) => counts[kind]);
  if (offered.length < 2) return null;
  return (
    <div className={styles.filter} role="group" aria-label={t("timeline.filter")}>
      {(["all", ...offered] as const).map((each) => (
        <button key={each} type="button" aria-pressed={each === choice} onClick={() => { onChoose(each); }}>
          {t(`timeline.filter.${each}`)}
        </button>
      ))}
    </div>
  );
}
