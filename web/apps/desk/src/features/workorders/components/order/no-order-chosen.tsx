import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";

/** What stands in the pane before an order is chosen. */
export function NoOrderChosen() {
  const { t } = useSpeech();
  return <EmptyState title={t("order.choose.title")} detail={t("order.choose.detail")} />;
}
