import type { Me } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useNavigate, useParams } from "react-router";
import { definitionsQuery } from "../api/definitions";
import { DefinitionDetail } from "./definition-detail";
import { BeginButton } from "./begin/begin-button";
import { ShippedNote } from "./shipped-note";
import { ImportButton } from "./import-button";

/** The order types of the tenant: their versions and what they demand. */
export function DefinitionsPage({ me }: { readonly me: Me }) {
  const { key } = useParams();
  const mayPublish = me.actions.includes("definition.publish");
  if (key) return <DefinitionDetail key={key} of={key} mayPublish={mayPublish} />;
  return <DefinitionList mayPublish={mayPublish} />;
}

function DefinitionList({ mayPublish }: { readonly mayPublish: boolean }) {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const definitions = useQuery(definitionsQuery);
  return (
    <PageFrame title={t("types.title")} detail={t("types.detail")} acts={
        mayPublish && (
          <>
            <BeginButton />
            <ImportButton />
          </>
        )
      }>
      {mayPublish && <ShippedNote />}
      {definitions.isPending && <Skeleton active title={false} />}
      {definitions.isError && <ProblemNote error={definitions.error} />}
      {definitions.data && (
        <DataTable
          label={t("types.title")}
          columns={[
            { key: "title", title: t("types.name"), cell: ({ title, key }) => wordsOf(title, locale) || key },
            { key: "key", title: t("types.key"), cell: ({ key }) => <code>{key}</code> },
            { key: "version", title: t("types.version"), cell: ({ version }) => version ?? "" },
            { key: "status", title: t("types.state"), cell: ({ status }) => t(`typestate.${status}`) },
            {
              key: "draft",
              title: t("types.draft"),
              cell: ({ draft_edition }) => (draft_edition === null ? "" : t("types.draft.there")),
            },
          ]}
          rows={definitions.data}
          rowKey={({ key }) => key}
          onOpen={({ key }) => void navigate(`/order-types/${key}`)}
          empty={
            <EmptyState title={t("types.empty.title")} detail={t("types.empty.detail")}>
              {mayPublish && <BeginButton />}
            </EmptyState>
          }
        />
      )}
    </PageFrame>
  );
}
