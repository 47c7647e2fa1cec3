import { useSpeech } from "@gongdan/i18n/react";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { isFiltered, type OrderFilter, writeFilter } from "../../model/order-filter";
import styles from "./list-tools.module.css";
import { ViewForm } from "./view-form";

interface Props {
  readonly filter: OrderFilter;
  readonly actions: readonly string[];
}

/** What can be done with the list as it is filtered: keep it as a view, take it out as a table. */
export function ListTools({ filter, actions }: Props) {
  const { t } = useSpeech();
  const [saving, setSaving] = useState(false);
  const query = writeFilter(filter).toString();
  const address = (format: string) => `/api/v1/orders/export?${new URLSearchParams([...writeFilter(filter), ["format", format]])}`;
  return (
    <div className={styles.tools}>
      {isFiltered(filter) && (
        <Button size="small" onClick={() => setSaving(true)}>
          {t("views.save")}
        </Button>
      )}
      {actions.includes("order.export") && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: (["xlsx", "csv"] as const).map((format) => ({
              key: format,
              label: (
                <a href={address(format)} download>
                  {t(`export.${format}`)}
                </a>
              ),
            })),
          }}
        >
          <Button size="small">{t("export.open")}</Button>
        </Dropdown>
      )}
      {saving && (
        <ViewForm query={query} mayShare={actions.includes("view.share")} onClose={() => setSaving(false)} />
      )}
    </div>
  );
}
