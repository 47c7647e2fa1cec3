import { useSpeech } from "@gongdan/i18n/react";
import type { Share } from "../api/pilots";
import { inPercent, isThin } from "../model/shares";

/** A share with its range; of a few orders only how many it were. */
export function ShareWords({ share }: { readonly share: Share }) {
  const { t } = useSpeech();
  if (share.of === 0) return t("pilot.table.unjudged");
  return isThin(share) ? t("pilot.share.few", { hits: share.hits, of: share.of }) : t("pilot.share", inPercent(share));
}
