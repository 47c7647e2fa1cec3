import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { Link } from "react-router";
import type { Replay, ReplayGroup } from "../api/replays";
import styles from "./rehearsal.module.css";
import { designAt } from "./troubles";

const kinds = ["stuck", "lacks", "other_way", "other_end", "unclear"] as const;

/** The orders that would differ, by what becomes of them; each group opens its place, and its examples for who may read orders. */
export function ReplayGroups({ replay, sees }: { readonly replay: Replay; readonly sees: boolean }) {
  const { t } = useSpeech();
  return (
    <>
      {kinds.map((kind) => {
        const groups = replay.groups.filter((group) => group.kind === kind);
        if (groups.length === 0) return null;
        return (
          <Panel key={kind} title={t(`replay.kind.${kind}`)} count={groups.reduce((sum, { count }) => sum + count, 0)}>
            <ul className={styles.groups}>
              {groups.map((group) => (
                <Group key={`${group.code} ${group.place} ${group.what}`} of={replay.key} group={group} sees={sees} />
              ))}
            </ul>
          </Panel>
        );
      })}
      {replay.beyond > 0 && <p className={styles.quiet}>{t("replay.beyond", { n: replay.beyond })}</p>}
    </>
  );
}

function Group({ of, group, sees }: { readonly of: string; readonly group: ReplayGroup; readonly sees: boolean }) {
  const { t } = useSpeech();
  return (
    <li className={styles.group} data-kind={group.kind}>
      <p className={styles.what}>
        <strong>{t("replay.orders", { n: group.count })}</strong> {group.what}
      </p>
      <p className={styles.examples}>
        <span className={styles.quiet}>{t("replay.examples")}</span>
        {group.examples.map(({ id, number }) =>
          sees ? (
            <Link key={id} to={`/orders/${id}`}>
              {number}
            </Link>
          ) : (
            <span key={id}>{number}</span>
          ),
        )}
      </p>
      {group.place && <Link to={designAt(of, group.place)}>{t("rehearsal.to.place")}</Link>}
    </li>
  );
}
