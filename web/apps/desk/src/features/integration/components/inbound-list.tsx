import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { createInbound, inboundsQuery, useInboundSend } from "../api/inbounds";
import { inputOf, nothing } from "../model/inbound";
import { InboundForm } from "./inbound-form";

/** All inbounds, and the way to open one; its secret is shown here once. */
export function InboundList({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const inbounds = useQuery(inboundsQuery);
  const [making, setMaking] = useState(false);
  const create = useInboundSend(createInbound, () => setMaking(false));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("inbounds.add")}
    </Button>
  );
  return (
    <PageFrame title={t("inbounds.title")} detail={t("inbounds.detail")} acts={add}>
      {create.data && <SecretOnce title={t("inbounds.secret", { name: create.data.inbound.name })} secret={create.data.secret} />}
      {inbounds.isPending && <Skeleton active title={false} />}
      {inbounds.isError && <ProblemNote error={inbounds.error} />}
      {inbounds.data && (
        <DataTable
          label={t("inbounds.title")}
          columns={[
            { key: "name", title: t("inbounds.name"), cell: ({ name }) => name },
            { key: "key", title: t("inbounds.key"), cell: ({ key }) => key },
            {
              key: "does",
              title: t("inbounds.does"),
              cell: ({ does }) => (does.kind === "start" ? t("inbounds.does.start.of", { definition: does.definition }) : t("inbounds.does.advance.of", { message: does.message })),
            },
            { key: "state", title: t("inbounds.state"), cell: ({ active }) => t(active ? "inbounds.state.on" : "inbounds.state.off") },
          ]}
          rows={inbounds.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate(`/inbounds/${id}`)}
          empty={
            <EmptyState title={t("inbounds.empty.title")} detail={t("inbounds.empty.detail")}>
              {add}
            </EmptyState>
          }
        />
      )}
      {making && (
        <InboundForm
          title={t("inbounds.add")}
          before={nothing}
          isNew
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
