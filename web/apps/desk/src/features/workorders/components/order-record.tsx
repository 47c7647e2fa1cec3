import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useBundle } from "../api/get-definition";
import { enteredWords } from "../model/entered-words";
import styles from "./order-record.module.css";

/** What was reported, in the reporter's words, and what was filled in since. */
export function OrderRecord({ order }: { readonly order: OrderDetail }) {
  const speech = useSpeech();
  const bundle = useBundle(order.definition);
  const entered = enteredWords({ ...order.fields, ...order.data }, bundle, speech);
  if (!order.description && entered.length === 0) return null;
  return (
    <section className={styles.record} aria-label={speech.t("order.description")}>
      {order.description && (
        <>
          <h2 className={styles.heading}>{speech.t("order.description")}</h2>
          <p className={styles.words}>{order.description}</p>
        </>
      )}
      {entered.length > 0 && (
        <>
          <h2 className={styles.heading}>{speech.t("order.fields")}</h2>
          <dl className={styles.entered}>
            {entered.map(({ name, title, words }) => (
              <div key={name}>
                <dt>{title}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
