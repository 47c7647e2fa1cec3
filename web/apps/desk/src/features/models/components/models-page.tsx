import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { deletedQuery, type ModelLine, type Models, modelQuery, modelsQuery } from "../api/models";
import { inMs } from "../model/measures";
import { Examples } from "./examples";
import { ModelState } from "./model-state";
import { ModelView } from "./model-view";
import styles from "./models.module.css";
import { PlugForm } from "./plug-form";

/** Models that were trained elsewhere: a list, and each with its check, its figures, its acts. */
export function ModelsPage({ me }: { readonly me: Me }) {
  const { id } = useParams();
  const may = me.actions.includes("model.change");
  return id ? <OneModel id={id} may={may} /> : <AllModels may={may} />;
}

function OneModel({ id, may }: { readonly id: string; readonly may: boolean }) {
  const { t } = useSpeech();
  const found = useQuery(modelQuery(id));
  const called = found.data ? `${found.data.model.name}@${found.data.model.version}` : t("models.one");
  return (
    <PageFrame title={called} back={<Link to="/models">{t("models.back")}</Link>}>
      {found.isPending && <Skeleton active title={false} />}
      {found.error && <ProblemNote error={found.error} />}
      {found.data && <ModelView plugged={found.data} may={may} />}
    </PageFrame>
  );
}

function AllModels({ may }: { readonly may: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const found = useQuery(modelsQuery);
  const [plugging, setPlugging] = useState(false);
  const isEmpty = found.data !== undefined && found.data.items.length === 0;
  const plug = may && !plugging && (
    <Button type="primary" onClick={() => { setPlugging(true); }}>
      {t("models.plug")}
    </Button>
  );
  return (
    <PageFrame title={t("models.title")} detail={t("models.detail")} acts={!isEmpty && plug}>
      {plugging && <PlugForm onClose={() => { setPlugging(false); }} onPlugged={(model) => void navigate(`/models/${model}`)} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.error && <ProblemNote error={found.error} />}
      {isEmpty && !plugging && (
        <EmptyState title={t("models.empty.title")} detail={t("models.empty.detail")}>
          {plug}
        </EmptyState>
      )}
      {found.data && found.data.items.length > 0 && <ModelTable models={found.data} label={t("models.title")} />}
      {found.data && (isEmpty || plugging) && <Examples models={found.data} centred={isEmpty && !plugging} />}
      <DeletedModels />
    </PageFrame>
  );
}

/** Models whose file is gone; what they did stays to be read. Nothing is shown where none was deleted. */
function DeletedModels() {
  const { t } = useSpeech();
  const found = useQuery(deletedQuery);
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <details>
      <summary className={styles.more}>{t("models.deleted", { n: found.data.items.length })}</summary>
      <ModelTable models={found.data} label={t("models.deleted.label")} />
    </details>
  );
}

function ModelTable({ models, label }: { readonly models: Models; readonly label: string }) {
  const { t, word } = useSpeech();
  const navigate = useNavigate();
  const columns: [Column<ModelLine>, ...Column<ModelLine>[]] = [
    { key: "name", title: t("models.model"), cell: ({ name, version }) => `${name}@${version}` },
    { key: "task", title: t("models.task"), cell: ({ task }) => word("modeltask", task, "modeltask.other") },
    { key: "state", title: t("models.state"), cell: ({ state }) => <ModelState state={state} /> },
    { key: "speed", title: t("models.speed"), cell: ({ check }) => (check?.passed ? t("models.ms", { ms: inMs(check.ms) }) : "") },
    { key: "faults", title: t("models.faults"), cell: ({ faults }) => faults || "" },
    { key: "since", title: t("models.since"), cell: ({ made_at }) => <When at={made_at} /> },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={models.items}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void navigate(`/models/${id}`)}
      empty={null}
    />
  );
}
