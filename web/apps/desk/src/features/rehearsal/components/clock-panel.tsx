import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { type Rehearsal, useClock, useRestart, useUndo } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

interface Props {
  readonly seen: Rehearsal;
  readonly onLeave: () => void;
}

const hour = 3_600;
const day = 24 * hour;

/** The trial's own clock, the timers that run on it, and the ways back. */
export function ClockPanel({ seen, onLeave }: Props) {
  const { t, moment } = useSpeech();
  const clock = useClock(seen.id);
  const undo = useUndo(seen.id);
  const restart = useRestart(seen.id);
  const busy = clock.isPending || undo.isPending || restart.isPending;
  const error = clock.error ?? undo.error ?? restart.error;
  return (
    <Panel title={t("rehearsal.clock")}>
      <time className={styles.clock} dateTime={seen.clock} role="status">
        {moment(new Date(seen.clock))}
      </time>
      <div className={styles.acts} role="group" aria-label={t("rehearsal.clock.move")}>
        <Button size="small" disabled={busy} onClick={() => clock.mutate(hour)}>
          {t("rehearsal.hour")}
        </Button>
        <Button size="small" disabled={busy} onClick={() => clock.mutate(day)}>
          {t("rehearsal.day")}
        </Button>
        <Button size="small" disabled={busy || seen.timers.length === 0} onClick={() => clock.mutate(undefined)}>
          {t("rehearsal.next.timer")}
        </Button>
      </div>
      {seen.timers.length > 0 && (
        <ul className={styles.timers}>
          {seen.timers.map((timer) => (
            <li key={timer.timer}>{t(timer.reminds ? "rehearsal.timer.reminds" : "rehearsal.timer.fires", { title: timer.title, at: moment(new Date(timer.at)) })}</li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <Button size="small" disabled={busy || seen.entries < 2} onClick={() => undo.mutate()}>
          {t("rehearsal.undo")}
        </Button>
        <Button size="small" type="text" disabled={busy} onClick={() => restart.mutate({ newest: false, keep: false })}>
          {t("rehearsal.restart")}
        </Button>
        <Button size="small" type="text" disabled={busy} onClick={onLeave}>
          {t("rehearsal.another")}
        </Button>
      </div>
      {error && <ProblemNote error={error} />}
    </Panel>
  );
}
