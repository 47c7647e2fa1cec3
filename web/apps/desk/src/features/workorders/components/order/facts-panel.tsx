import type { OrderDetail } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import { definitionsQuery } from "../../api/list-definitions";
import { Address } from "./contact-facts";
import styles from "./facts-panel.module.css";
import type { PanelProps } from "./order-panel";

/** What the order is about, and what was promised. */
export function FactsPanel({ order }: PanelProps) {
  const { t, word } = useSpeech();
  return (
    <Panel title={t("order.facts")}>
      <Facts
        facts={[
          { name: t("fact.status"), value: word("status", order.status, "status.unknown") },
          { name: t("fact.due"), value: order.due_at && <When at={order.due_at} /> },
          { name: t("fact.asset"), value: order.asset && <Asset asset={order.asset} /> },
          { name: t("fact.place"), value: order.place },
          { name: t("fact.address"), value: order.location?.address && <Address order={order} address={order.location.address} /> },
          { name: t("fact.coordinates"), value: coordinates(order.location) },
          { name: t("fact.impact"), value: word("impact", String(order.impact), "impact.unknown") },
          { name: t("fact.priority"), value: t("fact.priority.value", { n: order.priority }) },
          { name: t("fact.tags"), value: order.tags.join(", ") },
          { name: t("fact.reported"), value: <When at={order.reported_at} /> },
          { name: t("fact.updated"), value: <When at={order.updated_at} /> },
          { name: t("fact.definition"), value: <ProcessName pin={order.definition} /> },
        ]}
      />
    </Panel>
  );
}

/** The process by its name; its key stands in the title for those who ask. */
function ProcessName({ pin }: { readonly pin: OrderDetail["definition"] }) {
  const { t, locale } = useSpeech();
  const definitions = useQuery(definitionsQuery);
  const title = definitions.data?.find((each) => each.key === pin.key)?.title;
  const name = wordsOf(title, locale) || pin.key;
  return <span title={pin.key}>{t("fact.definition.value", { name, version: pin.version })}</span>;
}

function coordinates(location: OrderDetail["location"]): string {
  return location?.latitude && location.longitude ? `${location.latitude}, ${location.longitude}` : "";
}

function Asset({ asset }: { readonly asset: NonNullable<OrderDetail["asset"]> }) {
  return (
    <>
      {asset.name} <span className={styles.quiet}>{asset.code}</span>
    </>
  );
}
