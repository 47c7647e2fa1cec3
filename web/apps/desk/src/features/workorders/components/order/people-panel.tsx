import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { Contact } from "./contact-facts";
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
          { name: t("fact.contact"), value: order.contact && <Contact order={order} contact={order.contact} /> },
          { name: t("fact.unit"), value: order.unit?.name },
        ]}
      />
    </Panel>
  );
}
