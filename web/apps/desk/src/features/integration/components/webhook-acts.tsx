import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { useTell } from "@gongdan/ui/told";
import { Button, Flex } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import {
  changeWebhook,
  pingWebhook,
  removeWebhook,
  retryWebhook,
  rotateSecret,
  skipEntry,
  useSend,
  type Webhook,
} from "../api/webhooks";
import { failureWords } from "../model/type-words";
import { WebhookForm } from "./webhook-form";

/** For how long the secret before signs beside a new one, in hours. */
const overlap = 24;

/** What can be done with a webhook; a change is told with the way back. */
export function WebhookActs({ webhook }: { readonly webhook: Webhook }) {
  const speech = useSpeech();
  const { t } = speech;
  const tell = useTell();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"edit" | "rotate" | "skip" | "remove">();
  const { id, active } = webhook;
  const done = () => setAsked(undefined);
  const undo = useSend(
    ({ after, before }: { after: Webhook; before: { url: string; types: string[]; active: boolean } }) =>
      changeWebhook(after, before),
    () => undefined,
  );
  const change = useSend(
    (body: { url?: string; types?: string[]; active?: boolean }) => changeWebhook(webhook, body),
    (after) => {
      done();
      const { url, types, active: was } = webhook;
      tell(t("webhooks.changed"), () => undo.mutateAsync({ after, before: { url, types, active: was } }));
    },
  );
  const ping = useSend(pingWebhook, (sent) => tell(failureWords(sent.error, sent.status, speech)));
  const retry = useSend(retryWebhook, () => tell(t("webhooks.retried")));
  const rotate = useSend((hook: string) => rotateSecret(hook, overlap), done);
  const skip = useSend(skipEntry, done);
  const remove = useSend(removeWebhook, () => void navigate("/webhooks"));
  const failed = webhook.state === "parked" || webhook.state === "retrying";
  const problem = ping.error ?? retry.error ?? (asked ? undefined : change.error);
  return (
    <>
      {rotate.data && <SecretOnce title={t("webhooks.secret", { url: webhook.url })} secret={rotate.data.secret} />}
      <Flex wrap gap="small">
        {failed && (
          <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate(id)}>
            {t("webhooks.retry")}
          </Button>
        )}
        <Button loading={ping.isPending} onClick={() => ping.mutate(id)}>
          {t("webhooks.ping")}
        </Button>
        <Button loading={change.isPending && !asked} onClick={() => change.mutate({ active: !active })}>
          {t(active ? "webhooks.pause" : "webhooks.resume")}
        </Button>
        <Button onClick={() => setAsked("edit")}>{t("webhooks.edit")}</Button>
        <Button onClick={() => setAsked("rotate")}>{t("webhooks.rotate")}</Button>
        {webhook.state === "parked" && <Button onClick={() => setAsked("skip")}>{t("webhooks.skip")}</Button>}
        <Button danger onClick={() => setAsked("remove")}>
          {t("webhooks.remove")}
        </Button>
      </Flex>
      {problem && <ProblemNote error={problem} />}
      {asked === "edit" && (
        <WebhookForm
          title={t("webhooks.edit")}
          before={webhook}
          pending={change.isPending}
          error={change.error}
          onSend={change.mutate}
          onClose={() => {
            change.reset();
            done();
          }}
        />
      )}
      {asked === "rotate" && (
        <ConfirmAct title={t("webhooks.rotate")} act={t("webhooks.rotate")} final pending={rotate.isPending}
          error={rotate.error} onConfirm={() => rotate.mutate(id)} onClose={done}>
          <p>{t("webhooks.rotate.detail", { hours: overlap })}</p>
        </ConfirmAct>
      )}
      {asked === "skip" && (
        <ConfirmAct title={t("webhooks.skip")} act={t("webhooks.skip")} final pending={skip.isPending}
          error={skip.error} onConfirm={() => skip.mutate(id)} onClose={done}>
          <p>{t("webhooks.skip.detail")}</p>
        </ConfirmAct>
      )}
      {asked === "remove" && (
        <ConfirmAct title={t("webhooks.remove")} act={t("webhooks.remove")} final danger pending={remove.isPending}
          error={remove.error} onConfirm={() => remove.mutate(id)} onClose={done}>
          <p>{t("webhooks.remove.detail")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
