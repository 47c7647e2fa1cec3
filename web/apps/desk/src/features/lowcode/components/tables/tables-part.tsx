import { addTable, removeTable, tableKey } from "@gongdan/flow-model/tables";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { PartProps } from "../../model/part";
import { TableEditor } from "./table-editor";
import styles from "./tables.module.css";

/** Which table a place of the document belongs to. */
const tableAt = (at: string | undefined) => /^tables\/([^/]+)/.exec(at ?? "")?.[1];

/** The decision tables of the process, one at a time. */
export function TablesPart(props: PartProps) {
  const { bundle, edit, readOnly, at } = props;
  const { t, locale } = useSpeech();
  const tables = Object.entries(bundle.tables ?? {});
  const [own, setOwn] = useState<string>();
  const wished = own ?? tableAt(at) ?? "";
  const [open = "", table] = tables.find(([key]) => key === wished) ?? tables[0] ?? [];
  const [firstField = ""] = Object.keys(bundle.fields ?? {});
  const add = () => {
    const key = tableKey(bundle);
    const words = t("tables.new", { n: tables.length + 1 });
    edit(t("tables.edit.add"), (before) => addTable(before, key, { zh: words, en: words }, firstField));
    setOwn(key);
  };
  const addButton = !readOnly && (
    <Button type="primary" onClick={add}>
      {t("tables.add")}
    </Button>
  );
  return (
    <div className={styles.part}>
      <header>
        <h2>{t("tables.part")}</h2>
        {table && addButton}
      </header>
      {tables.length > 1 && (
        <Segmented
          aria-label={t("tables.part")}
          className={styles.choice}
          value={open}
          options={tables.map(([key, each]) => ({ value: key, label: wordsOf(each.title, locale) || key }))}
          onChange={setOwn}
        />
      )}
      {table ? (
        <TableEditor
          key={open}
          {...props}
          of={open}
          table={table}
          onRemove={() => edit(t("tables.edit.remove"), (before) => removeTable(before, open))}
        />
      ) : (
        <EmptyState title={t("tables.empty.title")} detail={t("tables.empty.detail")}>
          {addButton}
        </EmptyState>
      )}
    </div>
  );
}
