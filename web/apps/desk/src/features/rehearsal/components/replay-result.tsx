import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Note } from "@gongdan/ui/note";
import { Panel } from "@gongdan/ui/panel";
import { Button } from "antd";
import { type Replay, useStop } from "../api/replays";
import { ActivityTable } from "./activity-table";
import styles from "./rehearsal.module.css";
import { ReplayGroups } from "./replay-groups";

interface Props {
  readonly replay: Replay;
  /** Whether its reader may open orders. */
  readonly sees: boolean;
  readonly onBegun: (run: string) => void;
}

/** How far a replay came, what it counts, and the groups of orders that would differ. */
export function ReplayResult({ replay, sees, onBegun }: Props) {
  const { t, moment } = useSpeech();
  const running = replay.state === "running";
  const differ = replay.groups.reduce((sum, { count }) => sum + count, replay.beyond);
  const counts = [
    ["replay.seen", replay.seen],
    ["replay.same", replay.same],
    ["replay.differ", differ],
    ["replay.imported", replay.imported],
  ] as const;
  return (
    <>
      {replay.newer && <Note tone="info" title={t("replay.newer")} />}
      <Panel title={t("replay.result", { from: moment(new Date(replay.after)), until: moment(new Date(replay.before)) })}>
        {running && <Progress replay={replay} />}
        {replay.state === "stopped" && <Note tone="warn" title={t("replay.stopped", { seen: replay.seen, total: replay.total })} />}
        {!running && replay.total === 0 ? (
          <EmptyState title={t("replay.none.title")} detail={t("replay.none.detail")} />
        ) : (
          <dl className={styles.counts}>
            {counts.map(([name, count]) => (
              <div key={name}>
                <dt>{t(name)}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        )}
        {replay.state === "done" && replay.total > 0 && differ === 0 && <Note tone="good" title={t("replay.all.same")} />}
      </Panel>
      <ReplayGroups replay={replay} sees={sees} />
      {replay.unmapped.length > 0 && <ActivityTable replay={replay} onBegun={onBegun} />}
    </>
  );
}

function Progress({ replay }: { readonly replay: Replay }) {
  const { t } = useSpeech();
  const stop = useStop(replay.id);
  return (
    <div className={styles.progress}>
      <progress aria-label={t("replay.progress")} max={replay.total || 1} value={replay.seen} />
      <div className={styles.acts}>
        <p className={styles.quiet} role="status">
          {t("replay.running", { seen: replay.seen, total: replay.total })}
        </p>
        <Button size="small" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t("replay.stop")}
        </Button>
      </div>
    </div>
  );
}
