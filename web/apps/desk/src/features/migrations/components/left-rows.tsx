import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Ending, type Migration, rowsQuery, versionQuery } from "../api/migrations";
import { stepsOf } from "../model/steps";

/** The orders that came to one ending, each with why; nothing where there is none. */
export function LeftRows({ migration, ending }: { readonly migration: Migration; readonly ending: Ending }) {
  const count = migration.orders[ending] ?? 0;
  return count > 0 ? <Rows migration={migration} ending={ending} count={count} /> : null;
}

function Rows({ migration, ending, count }: { readonly migration: Migration; readonly ending: Ending; readonly count: number }) {
  const { t, word, locale } = useSpeech();
  const { key, id, from_version: from } = migration;
  const steps = stepsOf(useQuery(versionQuery(key, from)).data, locale);
  const rows = useInfiniteQuery(rowsQuery(key, id, ending, count));
  const title = t("moving.rows", { ending: t(`movingend.${ending}`), n: count });
  return (
    <div>
      <h2>{title}</h2>
      {rows.error && <ProblemNote error={rows.error} />}
      <DataTable
        label={title}
        columns={[
          { key: "order", title: t("moving.order"), cell: ({ order, number }) => <Link to={`/orders/${order}`}>{number || order}</Link> },
          { key: "step", title: t("moving.step"), cell: ({ node }) => steps.get(node)?.title ?? node },
          { key: "why", title: t("moving.why"), cell: ({ code }) => word("movingwhy", code, "movingwhy.other") },
        ]}
        rows={rows.data?.pages.flatMap((page) => page.items) ?? []}
        rowKey={({ order }) => order}
        empty={null}
        more={{ has: rows.hasNextPage, loading: rows.isFetchingNextPage, onMore: () => void rows.fetchNextPage() }}
      />
    </div>
  );
}
