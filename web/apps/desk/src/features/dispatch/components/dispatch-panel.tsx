import type { Me, OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { type Recommendation, recommendationQuery } from "../api/dispatch";
import { Suggestions } from "./suggestions";

/** Whether there is anything to say: an organisation that registers nobody gives out work in its own way. */
function isQuiet({ act, best, barred, decisions }: Recommendation): boolean {
  return decisions.length === 0 && (act === "" || best.length + barred.length === 0);
}

/** On the order's page: who could do it, and why; only where it can be given to somebody. */
export function DispatchPanel({ order, me }: { readonly order: OrderDetail; readonly me: Me }) {
  const { t } = useSpeech();
  const found = useQuery(recommendationQuery(order.id, order.version));
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data || isQuiet(found.data)) return null;
  return (
    <Panel title={t("dispatch.panel")}>
      <Suggestions key={`${order.id} ${order.version}`} order={order} found={found.data} actions={me.actions} />
    </Panel>
  );
}
