import { useSpeech } from "@gongdan/i18n/react";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { type OrderFilter, writeFilter } from "../../model/order-filter";

/** Takes the list out as a table; it comes when the button was pressed, and so it begins open. */
export function ExportMenu({ filter }: { readonly filter: OrderFilter }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(true);
  const address = (format: string) => `/api/v1/orders/export?${new URLSearchParams([...writeFilter(filter), ["format", format]])}`;
  return (
    <Dropdown
      open={open}
      onOpenChange={setOpen}
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
      <Button size="small" autoFocus>{t("export.open")}</Button>
    </Dropdown>
  );
}
