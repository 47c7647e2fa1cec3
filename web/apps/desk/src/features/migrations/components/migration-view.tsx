import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import { useState } from "react";
import { type Ending, type Migration, useWay, type Way } from "../api/migrations";
import { LeftRows } from "./left-rows";
import styles from "./migrations.module.css";

const endings: readonly Ending[] = ["waiting", "moved", "back", "needs_map", "blocked", "stayed", "ended"];
/** The endings of which each order is told, with why. */
const told: readonly Ending[] = ["blocked", "needs_map", "stayed", "ended"];
const sums = (migration: Migration, names: readonly Ending[]) => names.reduce((sum, name) => sum + (migration.orders[name] ?? 0), 0);

/** What can be done with a migration as it stands. */
function waysOf(migration: Migration): readonly Way[] {
  const back = migration.phase === "over" && (migration.orders["moved"] ?? 0) > 0;
  switch (migration.state) {
    case "running":
      return ["pause", "cancel"];
    case "paused":
      return back ? ["resume", "cancel", "back"] : ["resume", "cancel"];
    default:
      return back ? ["back"] : [];
  }
}

/** One migration: how far it came, what came of the orders, and the way back. */
export function MigrationView({ migration }: { readonly migration: Migration }) {
  const { t } = useSpeech();
  const [sure, setSure] = useState<Way>();
  const way = useWay(migration.key, migration.id, () => setSure(undefined));
  const { state, phase, from_version: from, to_version: to } = migration;
  const total = sums(migration, endings);
  const open = phase === "over" ? sums(migration, ["waiting"]) : sums(migration, ["moved"]);
  return (
    <section className={styles.plan} aria-label={t("moving.progress")}>
      <Note tone={state === "done" ? "good" : state === "running" ? "info" : "warn"} title={t(`moving.${phase}.${state}`, { from, to })}>
        {migration.reason && <p>{t("moving.reason", { reason: migration.reason })}</p>}
      </Note>
      <div className={styles.bar}>
        <progress aria-label={t("moving.progress")} max={Math.max(total, 1)} value={total - open} />
        <p className={styles.quiet} role="status">
          {t("moving.progress.of", { n: total - open, total })}
        </p>
      </div>
      <dl className={styles.counts}>
        {endings
          .filter((ending) => (migration.orders[ending] ?? 0) > 0)
          .map((ending) => (
            <div key={ending}>
              <dt>{t(`movingend.${ending}`)}</dt>
              <dd>{migration.orders[ending]}</dd>
            </div>
          ))}
      </dl>
      {way.error && !sure && <ProblemNote error={way.error} />}
      <div className={styles.acts}>
        {waysOf(migration).map((each) => (
          <Button
            key={each}
            danger={each === "cancel"}
            disabled={way.isPending}
            onClick={() => (each === "cancel" || each === "back" ? setSure(each) : way.mutate(each))}
          >
            {t(`moving.way.${each}`)}
          </Button>
        ))}
      </div>
      {told.map((ending) => (
        <LeftRows key={ending} migration={migration} ending={ending} />
      ))}
      {sure && (sure === "back" || sure === "cancel") && (
        <ConfirmAct
          title={t(`moving.way.${sure}`)}
          act={t(`moving.way.${sure}`)}
          danger={sure === "cancel"}
          pending={way.isPending}
          error={way.error}
          onClose={() => setSure(undefined)}
          onConfirm={() => way.mutate(sure)}
        >
          <p>{t(`moving.way.${sure}.detail`, { from })}</p>
        </ConfirmAct>
      )}
    </section>
  );
}
