import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { faultsQuery, type ImportRun, matchesQuery } from "../api/imports";

/** Which rows are there already, by what they were known, and what becomes of them. */
export function MatchTable({ run }: { readonly run: ImportRun }) {
  const { t, word } = useSpeech();
  const matches = useInfiniteQuery(matchesQuery(run.id, run.seen));
  if (matches.isLoadingError) return <ProblemNote error={matches.error} />;
  return (
    <DataTable
      label={t("imports.matches")}
      columns={[
        { key: "row", title: t("imports.row"), cell: ({ line }) => t("imports.row.at", { line }) },
        { key: "entry", title: t("imports.entry"), cell: ({ entry, code, name }) => <Link to={`/${run.target}/${entry}`}>{`${code} · ${name}`}</Link> },
        { key: "by", title: t("imports.known.by"), cell: ({ known_by }) => word("imports.by", known_by, "imports.by.code") },
        { key: "outcome", title: t("imports.outcome"), cell: ({ outcome }) => <Outcome run={run} outcome={outcome} /> },
      ]}
      rows={matches.data?.pages.flatMap((page) => page.items) ?? []}
      rowKey={({ line }) => String(line)}
      empty={null}
      more={{ has: matches.hasNextPage, loading: matches.isFetchingNextPage, onMore: () => void matches.fetchNextPage() }}
    />
  );
}

function Outcome({ run, outcome }: { readonly run: ImportRun; readonly outcome: string }) {
  const { t } = useSpeech();
  if (outcome === "changed") return t(run.state === "checked" ? "imports.outcome.would" : "imports.outcome.changed");
  return t(outcome === "same" ? "imports.outcome.same" : "imports.outcome.kept");
}

/** What is wrong in which row and column, and what to do about it. */
export function FaultTable({ run }: { readonly run: ImportRun }) {
  const { t, word } = useSpeech();
  const faults = useInfiniteQuery(faultsQuery(run.id, run.seen));
  if (faults.isLoadingError) return <ProblemNote error={faults.error} />;
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
