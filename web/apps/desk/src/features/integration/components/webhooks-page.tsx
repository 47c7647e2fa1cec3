import type { Me } from "@gongdan/api/shapes";
import { useParams } from "react-router";
import { WebhookDetail } from "./webhook-detail";
import { WebhookList } from "./webhook-list";

/** Who outside hears of what happens to orders, and how that goes. */
export function WebhooksPage({ me }: { readonly me: Me }) {
  const { id } = useParams();
  const mayChange = me.actions.includes("webhook.change");
  return id ? <WebhookDetail key={id} id={id} mayChange={mayChange} /> : <WebhookList mayChange={mayChange} />;
}
