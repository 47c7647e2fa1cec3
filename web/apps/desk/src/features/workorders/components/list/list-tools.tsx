import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { isFiltered, type OrderFilter, writeFilter } from "../../model/order-filter";
import { ViewForm } from "./later-view-form";
import styles from "./list-tools.module.css";

interface Props {
  readonly filter: OrderFilter;
  readonly actions: readonly string[];
}

/** What can be done with the list as it is filtered: keep it as a view, take it out as a table. */
export function ListTools({ filter, actions }: Props) {
  const { t } = useSpeech();
  const [saving, setSaving] = useState(false);
  const query = writeFilter(filter).toString();
  return (
    <div className={styles.tools}>
      {isFiltered(filter) && (
        <Button size="small" onClick={() => setSaving(true)}>
          {t("views.save")}
        </Button>
      )}
      {actions.includes("order.export") && <Export filter={filter} />}
      {saving && (
        <Suspense fallback={null}>
          <ViewForm query={query} mayShare={actions.includes("view.share")} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </div>
  );
}

const ExportMenu = lazy(async () => ({ default: (await import("./export-menu")).ExportMenu }));

/** A button that stands at once; its menu is fetched by the first press and opens then. */
function Export({ filter }: { readonly filter: OrderFilter }) {
  const { t } = useSpeech();
  const [pressed, setPressed] = useState(false);
  const button = <Button size="small" loading={pressed} onClick={() => setPressed(true)}>{t("export.open")}</Button>;
  return pressed ? <Suspense fallback={button}><ExportMenu filter={filter} /></Suspense> : button;
}
