import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { type Replay, useReplay } from "../api/replays";
import { daysAgo, endOf, startOf } from "../model/span";
import styles from "./rehearsal.module.css";

interface Props {
  readonly of: string;
  /** Whether there is a right to replay anything. */
  readonly may: boolean;
  readonly onBegun: (begun: Replay) => void;
}

const spans = [7, 31, 92, 366] as const;

/** Which orders: those that were reported in a span of days. */
export function ReplayForm({ of, may, onBegun }: Props) {
  const { t } = useSpeech();
  const [from, setFrom] = useState(() => daysAgo(31));
  const [until, setUntil] = useState(() => daysAgo(0));
  const replay = useReplay(onBegun);
  const wrong = from > until;
  return (
    <Panel title={t("replay.span")}>
      <div className={styles.form}>
        <Segmented
          aria-label={t("replay.span")}
          options={spans.map((days) => ({ value: days, label: t(`replay.span.${days}`) }))}
          value={spans.find((days) => daysAgo(days) === from && until === daysAgo(0)) ?? 0}
          onChange={(days) => {
            setFrom(daysAgo(days));
            setUntil(daysAgo(0));
          }}
        />
        <div className={styles.pair}>
          <FormRow label={t("replay.from")}>
            {(bound) => <Input {...bound} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
          </FormRow>
          <FormRow label={t("replay.until")} error={wrong ? t("replay.span.wrong") : undefined}>
            {(bound) => <Input {...bound} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />}
          </FormRow>
        </div>
        {replay.error && <ProblemNote error={replay.error} />}
        <div className={styles.acts}>
          <Button
            type="primary"
            disabled={!may || wrong || !from || !until}
            loading={replay.isPending}
            onClick={() => replay.mutate({ key: of, after: startOf(from), before: endOf(until), activities: {} })}
          >
            {t("replay.run")}
          </Button>
          <span className={styles.quiet}>{t("replay.safe")}</span>
        </div>
      </div>
    </Panel>
  );
}
