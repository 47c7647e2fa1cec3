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
import { createWebhook, useSend, webhooksQuery } from "../api/webhooks";
import { WebhookForm } from "./webhook-form";
import { WebhookState } from "./webhook-state";

/** All webhooks, and the way to register one; its secret is shown once. */
export function WebhookList({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const webhooks = useQuery(webhooksQuery);
  const [making, setMaking] = useState(false);
  const create = useSend(createWebhook, () => setMaking(false));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("webhooks.add")}
    </Button>
  );
  return (
    <PageFrame title={t("webhooks.title")} detail={t("webhooks.detail")} acts={add}>
      {create.data && (
        <SecretOnce title={t("webhooks.secret", { url: create.data.webhook.url })} secret={create.data.secret} />
      )}
      {webhooks.isPending && <Skeleton active title={false} />}
      {webhooks.isError && <ProblemNote error={webhooks.error} />}
      {webhooks.data && (
        <DataTable
          label={t("webhooks.title")}
          columns={[
            { key: "url", title: t("webhooks.url"), cell: ({ url }) => url },
            {
              key: "types",
              title: t("webhooks.types"),
              cell: ({ types }) => t("webhooks.types.count", { n: types.length }),
            },
            { key: "state", title: t("webhooks.state"), cell: (webhook) => <WebhookState webhook={webhook} /> },
          ]}
          rows={webhooks.data}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate(`/webhooks/${id}`)}
          empty={<EmptyState title={t("webhooks.empty.title")} detail={t("webhooks.empty.detail")}>{add}</EmptyState>}
        />
      )}
      {making && (
        <WebhookForm
          title={t("webhooks.add")}
          before={{ url: "", types: [] }}
          pending={create.isPending}
          error={create.error}
          onSend={create.mutate}
          onClose={() => {
            create.reset();
            setMaking(false);
          }}
        />
      )}
    </PageFrame>
  );
}
