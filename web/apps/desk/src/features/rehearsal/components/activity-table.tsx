import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Select } from "antd";
import { useState } from "react";
import { type Replay, useReplay } from "../api/replays";
import styles from "./rehearsal.module.css";

interface Props {
  readonly replay: Replay;
  readonly onBegun: (run: string) => void;
}

/** Activities of imported history that name no step: for which step of the draft each stands. */
export function ActivityTable({ replay, onBegun }: Props) {
  const { t } = useSpeech();
  const [chosen, choose] = useState<Readonly<Record<string, string>>>(replay.activities);
  const again = useReplay(({ id }) => onBegun(id));
  const options = replay.steps.map(({ key, title }) => ({ value: key, label: title }));
  return (
    <Panel title={t("replay.unmapped")} count={replay.unmapped.length}>
      <p className={styles.quiet}>{t("replay.unmapped.detail")}</p>
      <ul className={styles.activities}>
        {replay.unmapped.map(({ activity, count }) => (
          <li key={activity}>
            <span>
              {activity} <span className={styles.quiet}>{t("replay.orders", { n: count })}</span>
            </span>
            <div className={styles.person}>
              <Select
                className={styles.wide}
                aria-label={t("replay.stands.for", { activity })}
                allowClear
                getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
                placeholder={t("replay.no.step")}
                value={chosen[activity] ?? null}
                options={options}
                onChange={(step: string | null) => choose((before) => ({ ...before, [activity]: step ?? "" }))}
              />
            </div>
          </li>
        ))}
      </ul>
      {again.error && <ProblemNote error={again.error} />}
      <div className={styles.acts}>
        <Button
          loading={again.isPending}
          onClick={() =>
            again.mutate({
              key: replay.key,
              orders_of: replay.orders_of,
              after: replay.after,
              before: replay.before,
              activities: Object.fromEntries(Object.entries(chosen).filter(([, step]) => step)),
            })
          }
        >
          {t("replay.again")}
        </Button>
      </div>
    </Panel>
  );
}
