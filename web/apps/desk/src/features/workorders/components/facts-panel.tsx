import type { OrderDetail } from "@gongdan/api/shapes";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import type { TextKey } from "@gongdan/i18n/areas";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { definitionsQuery } from "../api/list-definitions";
import { Address, Contact } from "./contact-facts";
import styles from "./facts-panel.module.css";

/** The facts that stay in sight beside the work. */
export function FactsPanel({ order }: { readonly order: OrderDetail }) {
  const { t, word } = useSpeech();
  const facts: readonly (readonly [TextKey, ReactNode])[] = [
    ["fact.status", word("status", order.status, "status.unknown")],
    ["fact.assignee", order.assignee?.name ?? t("app.nobody")],
    ["fact.reporter", order.reporter?.name],
    ["fact.unit", order.unit?.name],
    ["fact.asset", order.asset && <Asset asset={order.asset} />],
    ["fact.place", order.place],
    ["fact.address", order.location?.address && <Address key="address" order={order} address={order.location.address} />],
    ["fact.coordinates", coordinates(order.location)],
    ["fact.contact", order.contact && <Contact key="contact" order={order} contact={order.contact} />],
    ["fact.urgency", word("urgency", String(order.urgency), "urgency.unknown")],
    ["fact.impact", word("impact", String(order.impact), "impact.unknown")],
    ["fact.priority", t("fact.priority.value", { n: order.priority })],
    ["fact.due", order.due_at && <When at={order.due_at} />],
    ["fact.reported", <When key="reported" at={order.reported_at} />],
    ["fact.updated", <When key="updated" at={order.updated_at} />],
    ["fact.tags", order.tags.join(", ")],
    ["fact.definition", <ProcessName key="process" pin={order.definition} />],
  ];
  return (
    <aside className={styles.panel} aria-labelledby="order-facts">
      <h2 id="order-facts" className={styles.heading}>
        {t("order.facts")}
      </h2>
      <dl className={styles.facts}>
        {facts.map(([key, value]) =>
          value ? (
            <div key={key} className={styles.fact}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </aside>
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
