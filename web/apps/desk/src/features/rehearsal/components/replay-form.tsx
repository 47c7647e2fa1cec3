import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { besidePage } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";
import { pastTypesQuery, type Replay, useReplay } from "../api/replays";
import { daysAgo, endOf, startOf } from "../model/span";
import styles from "./rehearsal.module.css";

interface Props {
  readonly of: string;
  /** Whether there is a right to replay anything. */
  readonly may: boolean;
  readonly onBegun: (begun: Replay) => void;
}

const spans = [7, 31, 92, 366] as const;

/** Which orders: those of a type that were reported in a span of days; a new type borrows those of another. */
export function ReplayForm({ of, may, onBegun }: Props) {
  const { t, locale } = useSpeech();
  const types = useQuery(pastTypesQuery).data ?? [];
  const [chosen, choose] = useState<string>();
  const own = types.find(({ key }) => key === of) ?? types[0];
  const orders = chosen ?? own?.key ?? of;
  const [from, setFrom] = useState(() => daysAgo(31));
  const [until, setUntil] = useState(() => daysAgo(0));
  const replay = useReplay(onBegun);
  const wrong = from > until;
  return (
    <Panel title={t("replay.which")}>
      <div className={styles.form}>
        {types.length > 0 && (
          <FormRow label={t("replay.orders.of")} hint={orders === of ? undefined : t("replay.orders.of.other")}>
            {({ status: _, ...bound }) => (
              <Select {...bound} className={styles.wide} value={orders} getPopupContainer={besidePage} onChange={choose}
                options={types.map(({ key, title }) => ({ value: key, label: wordsOf(title, locale) || key }))} />
            )}
          </FormRow>
        )}
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
            onClick={() => replay.mutate({ key: of, orders_of: orders, after: startOf(from), before: endOf(until), activities: {} })}
          >
            {t("replay.run")}
          </Button>
          <span className={styles.quiet}>{t("replay.safe")}</span>
        </div>
      </div>
    </Panel>
  );
}
