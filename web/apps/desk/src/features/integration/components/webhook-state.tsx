import { useSpeech } from "@gongdan/i18n/react";
import { When } from "@gongdan/ui/when";
import type { Webhook } from "../api/webhooks";
import styles from "./webhook-state.module.css";

/** How a webhook stands, in words: up to date, on its way, trying again, given up, paused. */
export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useSpeech();
  const { state, behind, attempts, retry_at } = webhook;
  return (
    <span className={styles.state} data-state={state}>
      <span className={styles.dot} aria-hidden="true" />
      <span>
        {t(`webhookstate.${state}`, { behind, attempts })}
        {state === "retrying" && retry_at && (
          <span className={styles.beside}>
            {t("webhooks.next")} <When at={retry_at} />
          </span>
        )}
      </span>
    </span>
  );
}
