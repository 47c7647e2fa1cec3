import { useSpeech } from "@gongdan/i18n/react";
import type { HostUse } from "../api/host-list";

/** Says who goes to a host: a connector by its name, a webhook by where it goes. */
export function useUseWords() {
  const { t } = useSpeech();
  return ({ kind, name, host, active }: HostUse) => {
    const words = kind === "webhook" ? t("hosts.use.webhook", { host }) : t("hosts.use.connector", { name });
    return active ? words : t("hosts.use.off", { words });
  };
}
