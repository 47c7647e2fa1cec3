import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { connectorsQuery, createConnector, useConnectorSend } from "../api/connectors";
import { inputOf, nothing } from "../model/connector";
import { ConnectorForm } from "./connector-form";

/** All connectors, and the way to add one. */
export function ConnectorList({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const connectors = useQuery(connectorsQuery);
  const [making, setMaking] = useState(false);
  const create = useConnectorSend(createConnector, (made) => void navigate(`/connectors/${made.id}`));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("connectors.add")}
    </Button>
  );
  return (
    <PageFrame title={t("connectors.title")} detail={t("connectors.detail")} acts={add}>
      {connectors.isPending && <Skeleton active title={false} />}
      {connectors.isError && <ProblemNote error={connectors.error} />}
      {connectors.data && (
        <DataTable
          label={t("connectors.title")}
          columns={[
            { key: "name", title: t("connectors.name"), cell: ({ name }) => name },
            { key: "key", title: t("connectors.key"), cell: ({ key }) => key },
            { key: "url", title: t("connectors.url"), cell: ({ base_url }) => base_url },
            {
              key: "state",
              title: t("connectors.state"),
              cell: ({ active }) => t(active ? "connectors.state.on" : "connectors.state.off"),
            },
          ]}
          rows={connectors.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate(`/connectors/${id}`)}
          empty={
            <EmptyState title={t("connectors.empty.title")} detail={t("connectors.empty.detail")}>
              {add}
            </EmptyState>
          }
        />
      )}
      {making && (
        <ConnectorForm
          title={t("connectors.add")}
          before={nothing}
          isNew
          hasSecret={false}
          pending={create.isPending}
          error={create.error}
          onSend={(entered) => create.mutate(inputOf(entered))}
          onClose={() => {
            create.reset();
            setMaking(false);
          }}
        />
      )}
    </PageFrame>
  );
}
