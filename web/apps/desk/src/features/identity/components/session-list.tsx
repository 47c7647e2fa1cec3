import type { SessionShown } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { When } from "@gongdan/ui/when";
import { Button } from "antd";
import { deviceOf } from "../model/device";
import styles from "./session-list.module.css";

interface Props {
  readonly sessions: readonly SessionShown[];
  readonly ending: boolean;
  readonly onEnd: (session: string) => void;
}

/** Sessions with their program, when they were seen last, and a way to end each. */
export function SessionList({ sessions, ending, onEnd }: Props) {
  const { t } = useSpeech();
  if (sessions.length === 0) return <p className={styles.none}>{t("sessions.none")}</p>;
  return (
    <ul className={styles.list} aria-label={t("sessions.title")}>
      {sessions.map((session) => (
        <li key={session.id} className={styles.session}>
          <SessionWords session={session} />
          {!session.current && (
            <Button size="small" disabled={ending} onClick={() => onEnd(session.id)}>
              {t("sessions.end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What one session is: the program and system, and its times. */
export function SessionWords({ session }: { readonly session: SessionShown }) {
  const { t } = useSpeech();
  const { program, system } = deviceOf(session.agent);
  const device = [program, system].filter(Boolean).join(" · ") || t("sessions.unknown");
  return (
    <div className={styles.words}>
      <span title={session.agent}>{device}</span>
      <span className={styles.times}>
        {session.current ? (
          <strong>{t("sessions.current")}</strong>
        ) : (
          <>
            {t("sessions.seen")} <When at={session.last_seen_at ?? session.created_at} />
          </>
        )}
        {" · "}
        {t("sessions.opened")} <When at={session.created_at} />
      </span>
    </div>
  );
}
