import { bag } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId } from "react";
import { samplesQuery } from "../api/rehearsals";
import { type Sample, sampleOf } from "../model/sample";
import styles from "./rehearsal.module.css";

interface Props {
  /** The template that the draft was begun with; empty where there was none. */
  readonly template: string;
  readonly onChoose: (sample: Sample) => void;
}

/** The samples of the draft's template: one fills in the whole report. */
export function SampleRow({ template, onChoose }: Props) {
  const { t, locale } = useSpeech();
  const id = useId();
  const { data = [] } = useQuery(samplesQuery(template));
  if (data.length === 0) return null;
  return (
    <div className={styles.row} role="group" aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {t("rehearsal.sample")}
      </span>
      <div className={styles.acts}>
        {data.map((raw) => {
          const sample = sampleOf(bag(raw), locale);
          return (
            <Button key={sample.title} size="small" onClick={() => onChoose(sample)}>
              {sample.title}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
