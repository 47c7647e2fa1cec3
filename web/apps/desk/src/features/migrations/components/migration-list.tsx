import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { migrationsQuery } from "../api/migrations";

/** The migrations so far, newest first; each opens with its progress and its way back. */
export function MigrationList({ of }: { readonly of: string }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const found = useQuery(migrationsQuery(of));
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data || found.data.length === 0) return null;
  return (
    <section aria-labelledby="moving-list">
      <h2 id="moving-list">{t("moving.list")}</h2>
      <DataTable
        label={t("moving.list")}
        columns={[
          { key: "way", title: t("moving.list.way"), cell: ({ from_version: from, to_version: to }) => t("moving.list.from.to", { from, to }) },
          { key: "state", title: t("moving.list.state"), cell: ({ phase, state }) => t(`moving.list.${phase}.${state}`) },
          { key: "orders", title: t("moving.list.orders"), cell: ({ orders }) => Object.values(orders).reduce((sum, each) => sum + each, 0) },
          { key: "begun", title: t("moving.list.begun"), cell: ({ begun_at: at }) => <When at={at} /> },
        ]}
        rows={found.data}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/order-types/${of}/migrate/${id}`)}
        empty={null}
      />
    </section>
  );
}
