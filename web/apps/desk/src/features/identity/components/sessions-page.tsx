import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link } from "react-router";
import { everybodysSessionsQuery, useEndSession } from "../api/sessions";
import { SessionWords } from "./session-list";

/** Who is logged in where, with the means to end it at once. */
export function SessionsPage() {
  const { t } = useSpeech();
  const tell = useTell();
  const sessions = useInfiniteQuery(everybodysSessionsQuery);
  const end = useEndSession();
  return (
    <PageFrame title={t("places.sessions")} detail={t("sessions.detail")}>
      {sessions.error && <ProblemNote error={sessions.error} />}
      {end.error && <ProblemNote error={end.error} />}
      {sessions.isPending ? (
        <Skeleton title={false} active />
      ) : (
        <DataTable
          label={t("places.sessions")}
          columns={[
            { key: "user", title: t("users.name"), cell: ({ user }) => <Link to={`/users/${user.id}`}>{user.name}</Link> },
            { key: "session", title: t("sessions.device"), cell: ({ session }) => <SessionWords session={session} /> },
            {
              key: "end",
              title: t("sessions.act"),
              cell: ({ user, session }) =>
                session.current ? (
                  t("sessions.current")
                ) : (
                  <Button
                    size="small"
                    disabled={end.isPending}
                    aria-label={t("sessions.end.of", { name: user.name })}
                    onClick={() =>
                      end.mutate({ user: user.id, session: session.id }, { onSuccess: () => tell(t("sessions.ended")) })
                    }
                  >
                    {t("sessions.end")}
                  </Button>
                ),
            },
          ]}
          rows={sessions.data?.pages.flatMap((page) => page.items) ?? []}
          rowKey={({ session }) => session.id}
          empty={<EmptyState title={t("sessions.none")} detail="" />}
          more={{
            has: sessions.hasNextPage,
            loading: sessions.isFetchingNextPage,
            onMore: () => void sessions.fetchNextPage(),
          }}
        />
      )}
    </PageFrame>
  );
}
