import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton } from "antd";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { importQuery, type ImportRun, importsQuery } from "../api/imports";
import { rights, targetOf, targets } from "../model/mapping";
import { ImportView } from "./import-view";
import styles from "./imports.module.css";
import { UploadTable } from "./upload-table";

/** Another system's table, of orders, assets or customers: uploaded, checked, brought in. */
export function ImportsPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id } = useParams();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const open = targets.filter((each) => me.actions.includes(rights[each]));
  const target = open.find((each) => each === search.get("of")) ?? open[0] ?? "orders";
  if (id) return <OneImport id={id} />;
  return (
    <PageFrame title={t("imports.title")} detail={t("imports.detail")}>
      {open.length > 1 && (
        <Segmented
          className={styles.targets ?? ""}
          aria-label={t("imports.target")}
          value={target}
          options={open.map((value) => ({ value, label: t(`importtarget.${value}`) }))}
          onChange={(of) => setSearch({ of }, { replace: true })}
        />
      )}
      <p className={styles.quiet}>{t(`imports.hint.${target}`)}</p>
      <UploadTable target={target} onBegun={(run) => void navigate(`/imports/${run.id}`)} />
      <ImportList />
    </PageFrame>
  );
}

function OneImport({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const run = useQuery(importQuery(id));
  return (
    <PageFrame title={run.data?.name || t("imports.one")} detail={t("imports.one.detail")} back={<Link to="/imports">{t("imports.back")}</Link>}>
      {run.isPending && <Skeleton active title={false} />}
      {run.error && <ProblemNote error={run.error} />}
      {run.data && <ImportView run={run.data} />}
    </PageFrame>
  );
}

function ImportList() {
  const { t, word } = useSpeech();
  const navigate = useNavigate();
  const imports = useQuery(importsQuery);
  const columns: [Column<ImportRun>, ...Column<ImportRun>[]] = [
    { key: "name", title: t("imports.file"), cell: ({ name }) => name || t("imports.one") },
    { key: "target", title: t("imports.target.short"), cell: ({ target }) => t(`importtarget.${targetOf(target)}`) },
    { key: "state", title: t("imports.state"), cell: ({ state }) => word("importstate", state, "importstate.other") },
    { key: "rows", title: t("imports.rows"), cell: ({ rows }) => rows },
    { key: "made", title: t("imports.made"), cell: ({ state, made, changed }) => (state === "done" ? made + changed : "") },
    { key: "refused", title: t("imports.refused"), cell: ({ refused }) => refused || "" },
    { key: "begun", title: t("imports.begun"), cell: ({ begun_at }) => <When at={begun_at} /> },
  ];
  if (imports.isPending) return <Skeleton active title={false} />;
  if (imports.isLoadingError) return <ProblemNote error={imports.error} />;
  return (
    <DataTable
      label={t("imports.title")}
      columns={columns}
      rows={imports.data}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void navigate(`/imports/${id}`)}
      empty={<EmptyState title={t("imports.empty.title")} detail={t("imports.empty.detail")} />}
    />
  );
}
