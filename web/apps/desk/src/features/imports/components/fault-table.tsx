import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery } from "@tanstack/react-query";
import { faultsQuery, type ImportRun } from "../api/imports";

/** What is wrong in which row and column, and what to do about it. */
export function FaultTable({ run }: { readonly run: ImportRun }) {
  const { t, word } = useSpeech();
  const faults = useInfiniteQuery(faultsQuery(run.id, run.seen));
  if (faults.error) return <ProblemNote error={faults.error} />;
  return (
    <DataTable
      label={t("imports.faults")}
      columns={[
        { key: "row", title: t("imports.row"), cell: ({ line }) => t("imports.row.at", { line }) },
        { key: "column", title: t("imports.column"), cell: ({ column }) => column || t("imports.whole.row") },
        { key: "what", title: t("imports.what"), cell: ({ code }) => word("importfault", code, "importfault.other") },
      ]}
      rows={faults.data?.pages.flatMap((page) => page.items) ?? []}
      rowKey={({ line, column }) => `${line}/${column}`}
      empty={null}
      more={{ has: faults.hasNextPage, loading: faults.isFetchingNextPage, onMore: () => void faults.fetchNextPage() }}
    />
  );
}
