import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { type Webhook, webhookQuery } from "../api/webhooks";
import { typeWords } from "../model/type-words";
import { Deliveries } from "./deliveries";
import { WebhookActs } from "./webhook-acts";
import { WebhookState } from "./webhook-state";
import styles from "./webhook.module.css";

interface Props {
  readonly id: string;
  readonly mayChange: boolean;
}

/** One webhook: how it stands, what can be done with it, and its last deliveries. */
export function WebhookDetail({ id, mayChange }: Props) {
  const { t } = useSpeech();
  const webhook = useQuery(webhookQuery(id));
  const back = <Link to="/webhooks">{t("webhooks.back")}</Link>;
  return (
    <PageFrame title={webhook.data?.url ?? t("webhooks.title")} back={back}>
      {webhook.isPending && <Skeleton active title={false} />}
      {webhook.isError && <ProblemNote error={webhook.error} />}
      {webhook.data && (
        <>
          {webhook.data.state === "parked" && (
            <Note tone="broken" title={t("webhooks.parked.title")}>
              <p>{t("webhooks.parked.detail")}</p>
            </Note>
          )}
          {mayChange && <WebhookActs webhook={webhook.data} />}
          <Facts webhook={webhook.data} />
          <Deliveries id={id} mayChange={mayChange} />
        </>
      )}
    </PageFrame>
  );
}

function Facts({ webhook }: { readonly webhook: Webhook }) {
  const speech = useSpeech();
  const { t, moment, list } = speech;
  const types = webhook.types.map((each) => typeWords(each, speech));
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("webhooks.state")}</dt>
        <dd>
          <WebhookState webhook={webhook} />
        </dd>
      </div>
      <div>
        <dt>{t("webhooks.types")}</dt>
        <dd>{types.length > 0 ? list(types) : t("webhooks.types.all")}</dd>
      </div>
      <div>
        <dt>{t("webhooks.secrets")}</dt>
        <dd>{t("webhooks.secrets.count", { n: webhook.secrets })}</dd>
      </div>
      <div>
        <dt>{t("webhooks.since")}</dt>
        <dd>{moment(new Date(webhook.created_at))}</dd>
      </div>
    </dl>
  );
}
