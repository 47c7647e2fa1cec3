import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import styles from "./facts-panel.module.css";
import type { PanelProps } from "./order-panel";

/** Who has to do with the order. */
export function PeoplePanel({ order }: PanelProps) {
  const { t } = useSpeech();
  return (
    <Panel title={t("order.people")}>
      <Facts
        facts={[
          { name: t("fact.assignee"), value: order.assignee?.name ?? <span className={styles.quiet}>{t("app.nobody")}</span> },
          { name: t("fact.reporter"), value: order.reporter?.name },
          { name: t("fact.contact"), value: order.contact && <Contact contact={order.contact} /> },
          { name: t("fact.unit"), value: order.unit?.name },
        ]}
      />
    </Panel>
  );
}

/** Whom to call; who may see a part only is told so, and gets nothing to press. */
function Contact({ contact }: { readonly contact: NonNullable<OrderDetail["contact"]> }) {
  const { t } = useSpeech();
  const { name, phone, email, view } = contact;
  const full = view === "full";
  return (
    <>
      {name && <div>{name}</div>}
      {phone && <div>{full ? <a href={`tel:${phone}`}>{phone}</a> : phone}</div>}
      {email && <div>{full ? <a href={`mailto:${email}`}>{email}</a> : email}</div>}
      {!full && <div className={styles.quiet}>{t("contact.masked")}</div>}
    </>
  );
}
