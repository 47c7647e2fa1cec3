import { addField, ask, asks, fieldKey, type FieldKind, formsInOrder, kindOf } from "@gongdan/flow-model/fields";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { useState } from "react";
import type { PartProps } from "../../model/part";
import { FieldPanel } from "./field-panel";
import styles from "./fields.module.css";
import { NewField } from "./new-field";

/** Which field a place of the document belongs to. */
const fieldAt = (at: string | undefined) => /^fields\/([^/]+)/.exec(at ?? "")?.[1];

/** The fields of the process: what each is, and at which steps it is asked. */
export function FieldsPart(props: PartProps) {
  const { bundle, edit, findings, readOnly, at } = props;
  const { t, locale } = useSpeech();
  const [own, setOwn] = useState<{ readonly at: string | undefined; readonly key: string | undefined }>();
  const open = own && own.at === at ? own.key : fieldAt(at);
  const show = (key: string | undefined) => setOwn({ at, key });
  const forms = formsInOrder(bundle);
  const rows = Object.entries(bundle.fields ?? {}).map(([key, field]) => ({ key, field, kind: kindOf(field) }));
  const field = open === undefined ? undefined : bundle.fields?.[open];
  const add = (name: string, kind: FieldKind, form: string) => {
    const title = { zh: name, en: name };
    const key = fieldKey(bundle, title, kind);
    edit(t("fields.edit.add", { name }), (before) => ask(addField(before, key, title, kind), form, key, "may"));
    show(key);
  };
  return (
    <div className={styles.part} data-open={field !== undefined}>
      <div className={styles.list}>
        <header>
          <h2>{t("fields.part")}</h2>
          {!readOnly && <NewField forms={forms} onAdd={add} />}
        </header>
        <DataTable
          label={t("fields.part")}
          columns={[
            { key: "title", title: t("fields.name"), cell: (row) => wordsOf(row.field.title, locale) || row.key },
            { key: "kind", title: t("fields.kind"), cell: ({ kind }) => (kind ? t(`fields.kind.${kind}`) : t("fields.kind.other")) },
            {
              key: "asked",
              title: t("fields.asked"),
              cell: (row) =>
                forms
                  .filter(([, form]) => asks(form, row.key) !== "no")
                  .map(([name, form]) => wordsOf(form.title, locale) || name)
                  .join(" · ") || t("fields.asked.nowhere"),
            },
            {
              key: "mend",
              title: t("fields.mend"),
              cell: ({ key }) => {
                const n = findings.filter(({ place }) => fieldAt(place) === key).length;
                return n > 0 ? t("studio.found", { n }) : "";
              },
            },
          ]}
          rows={rows}
          rowKey={({ key }) => key}
          onOpen={({ key }) => show(key)}
          {...(open !== undefined && { openKey: open })}
          empty={<EmptyState title={t("fields.empty.title")} detail={t("fields.empty.detail")} />}
        />
      </div>
      {open !== undefined && field && <FieldPanel {...props} of={open} field={field} onClose={() => show(undefined)} />}
    </div>
  );
}
