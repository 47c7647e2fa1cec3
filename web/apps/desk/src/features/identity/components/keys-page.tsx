import type { ApiKey, Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useNow } from "@gongdan/ui/use-now";
import { When } from "@gongdan/ui/when";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { keysQuery, useRevokeKey } from "../api/keys";
import styles from "./form.module.css";
import { NewKeySheet } from "./new-key-sheet";
import { useActionWord } from "./use-action-word";

/** Keys for programs that act in somebody's name. */
export function KeysPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const keys = useInfiniteQuery(keysQuery);
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const columns = useColumns(setRevoking);
  const issue = (
    <Button type="primary" onClick={() => setIssuing(true)}>
      {t("keys.issue")}
    </Button>
  );
  return (
    <PageFrame title={t("places.keys")} detail={t("keys.detail")} acts={issue}>
      {keys.error && <ProblemNote error={keys.error} />}
      {keys.isPending ? (
        <Skeleton title={false} active />
      ) : (
        <DataTable
          label={t("places.keys")}
          columns={columns}
          rows={keys.data?.pages.flatMap((page) => page.items) ?? []}
          rowKey={(key) => key.id}
          empty={<EmptyState title={t("keys.empty.title")} detail={t("keys.empty.detail")}>{issue}</EmptyState>}
          more={{ has: keys.hasNextPage, loading: keys.isFetchingNextPage, onMore: () => void keys.fetchNextPage() }}
        />
      )}
      {issuing && <NewKeySheet me={me} onClose={() => setIssuing(false)} />}
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </PageFrame>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly [Column<ApiKey>, ...Column<ApiKey>[]] {
  const { t } = useSpeech();
  const now = useNow();
  const ended = (key: ApiKey) => key.revoked_at !== null || new Date(key.expires_at) <= now;
  return [
    { key: "name", title: t("keys.name"), cell: (key) => key.name },
    { key: "owner", title: t("keys.owner"), cell: (key) => key.owner_name },
    { key: "scopes", title: t("keys.scopes"), cell: (key) => <ScopeWords scopes={key.scopes} /> },
    {
      key: "used",
      title: t("keys.used"),
      cell: (key) => (key.last_used_at ? <When at={key.last_used_at} /> : <span className={styles.quiet}>{t("keys.unused")}</span>),
    },
    {
      key: "state",
      title: t("keys.state"),
      cell: (key) => (
        <>
          {t(key.revoked_at ? "keys.revoked" : ended(key) ? "keys.expired" : "keys.until")}{" "}
          <When at={key.revoked_at ?? key.expires_at} />
        </>
      ),
    },
    {
      key: "act",
      title: t("sessions.act"),
      cell: (key) =>
        !ended(key) && (
          <Button size="small" aria-label={t("keys.revoke.of", { name: key.name })} onClick={() => onRevoke(key)}>
            {t("keys.revoke")}
          </Button>
        ),
    },
  ];
}

const fewScopes = 3;

function ScopeWords({ scopes }: { readonly scopes: readonly string[] }) {
  const { t, list } = useSpeech();
  const words = scopes.map(useActionWord());
  const more = words.length - fewScopes;
  return (
    <span title={list(words)}>
      {list(words.slice(0, fewScopes))}
      {more > 0 && <span className={styles.quiet}> {t("keys.scopes.more", { n: more })}</span>}
    </span>
  );
}

function Revoke({ apiKey, onClose }: { readonly apiKey: ApiKey; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const tell = useTell();
  const revoke = useRevokeKey();
  return (
    <ConfirmAct
      title={t("keys.revoke.title", { name: apiKey.name })}
      act={t("keys.revoke")}
      final
      danger
      pending={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(apiKey.id, {
          onSuccess() {
            tell(t("keys.revoke.done", { name: apiKey.name }));
            onClose();
          },
        })
      }
    >
      <p>{t("keys.revoke.detail")}</p>
    </ConfirmAct>
  );
}
