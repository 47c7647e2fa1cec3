import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import styles from "./order-record.module.css";

function plain(value: unknown, yes: string, no: string): string {
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map((each) => plain(each, yes, no)).join(", ");
  return "";
}

/** What was reported, in the reporter's words, and what was filled in since. */
export function OrderRecord({ order }: { readonly order: OrderDetail }) {
  const { t } = useSpeech();
  const entered = Object.entries(order.fields)
    .map(([name, value]) => [name, plain(value, t("form.yes"), t("form.no"))] as const)
    .filter(([, words]) => words !== "");
  if (!order.description && entered.length === 0) return null;
  return (
    <section className={styles.record} aria-label={t("order.description")}>
      {order.description && (
        <>
          <h2 className={styles.heading}>{t("order.description")}</h2>
          <p className={styles.words}>{order.description}</p>
        </>
      )}
      {entered.length > 0 && (
        <>
          <h2 className={styles.heading}>{t("order.fields")}</h2>
          <dl className={styles.entered}>
            {entered.map(([name, words]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
