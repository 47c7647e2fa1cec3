import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Me } from "@gongdan/api/shapes";
import { trailQuery } from "../api/trail";
import { type Deed } from "../model/deed-words";
import { isNarrowed, readTrailFilter, type TrailFilter, writeTrailFilter } from "../model/trail-filter";
import { DeedSheet } from "./deed-sheet";
import { ExportButtons } from "./export-buttons";
import { FilterSentence } from "./filter-sentence";
import { trailColumns } from "./trail-columns";

/** Who did what, and who was refused what: found by person, act, thing, outcome and time. */
export function TrailPage({ me }: { readonly me: Me }) {
  const speech = useSpeech();
  const { t, zone } = speech;
  const [search, setSearch] = useSearchParams();
  const filter = readTrailFilter(search);
  const narrow = (next: TrailFilter) => setSearch(writeTrailFilter(next), { replace: true });
  const mayExport = me.actions.includes("audit.export");
  return (
    <PageFrame
      title={t("trail.title")}
      detail={t("trail.detail", { zone })}
      acts={mayExport && <ExportButtons filter={filter} />}
    >
      <FilterSentence filter={filter} onChange={narrow} />
      <Deeds filter={filter} onNarrow={narrow} />
    </PageFrame>
  );
}

interface DeedsProps {
  readonly filter: TrailFilter;
  readonly onNarrow: (filter: TrailFilter) => void;
}

function Deeds({ filter, onNarrow }: DeedsProps) {
  const speech = useSpeech();
  const { t, zone } = speech;
  const [open, setOpen] = useState<Deed>();
  const deeds = useInfiniteQuery(trailQuery(filter, zone));
  if (deeds.isPending) return <Skeleton active title={false} />;
  if (deeds.isLoadingError) {
    return (
      <ProblemNote error={deeds.error}>
        <p>
          <Button onClick={() => void deeds.refetch()}>{t("app.retry")}</Button>
        </p>
      </ProblemNote>
    );
  }
  const kind = isNarrowed(filter) ? "trail.empty.filtered" : "trail.empty";
  return (
    <>
      <DataTable
        label={t("trail.title")}
        columns={trailColumns(speech)}
        rows={deeds.data.pages.flatMap((page) => page.items)}
        rowKey={(deed) => deed.id}
        onOpen={setOpen}
        openKey={open?.id ?? ""}
        empty={
          <EmptyState title={t(`${kind}.title`)} detail={t(`${kind}.detail`)}>
            {isNarrowed(filter) && <Button onClick={() => onNarrow({})}>{t("trail.filter.clear")}</Button>}
          </EmptyState>
        }
        more={{
          has: deeds.hasNextPage,
          loading: deeds.isFetchingNextPage,
          onMore: () => void deeds.fetchNextPage(),
        }}
      />
      {open && (
        <DeedSheet
          deed={open}
          onClose={() => setOpen(undefined)}
          onNarrow={(next) => {
            setOpen(undefined);
            onNarrow(next);
          }}
        />
      )}
    </>
  );
}
