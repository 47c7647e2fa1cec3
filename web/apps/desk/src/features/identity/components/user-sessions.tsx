import type { User } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { sessionsOfQuery, useEndSession } from "../api/sessions";
import styles from "./form.module.css";
import { SessionList } from "./session-list";

/** Where a user is logged in, with the means to end that. */
export function UserSessions({ user }: { readonly user: User }) {
  const { t } = useSpeech();
  const tell = useTell();
  const sessions = useQuery(sessionsOfQuery(user.id));
  const end = useEndSession();
  const others = sessions.data?.items.filter((session) => !session.current) ?? [];
  const stop = (session?: string) =>
    end.mutate({ user: user.id, session }, { onSuccess: () => tell(t("sessions.ended")) });
  return (
    <section className={styles.section} aria-label={t("sessions.title")}>
      <h2>{t("sessions.title")}</h2>
      {sessions.error && <ProblemNote error={sessions.error} />}
      {end.error && <ProblemNote error={end.error} />}
      {sessions.data && <SessionList sessions={sessions.data.items} ending={end.isPending} onEnd={stop} />}
      {others.length > 1 && (
        <p className={styles.acts}>
          <Button onClick={() => stop()}>{t("sessions.end.all")}</Button>
        </p>
      )}
    </section>
  );
}
