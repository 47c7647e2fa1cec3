import type { Notice } from "@gongdan/flow-model/bundle";
import { firstNotice, noticeKey, removeNotice, setNotice } from "@gongdan/flow-model/notices";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { toWords, whenWords } from "../../model/notice-words";
import type { PartProps } from "../../model/part";
import { useNames } from "../tree/use-names";
import { NoticePanel } from "./notice-panel";
import styles from "./notices.module.css";

/** Which notification a place of the document belongs to. */
const noticeAt = (at: string | undefined) => /^notifications\/([^/]+)/.exec(at ?? "")?.[1];

/** Who is told what when something happens to an order: one line each, and one open at a time. */
export function NoticesPart(props: PartProps) {
  const { bundle, edit, findings, readOnly, at } = props;
  const speech = useSpeech();
  const { t, locale } = speech;
  const names = useNames(bundle);
  const [own, setOwn] = useState<{ readonly at: string | undefined; readonly key: string | undefined }>();
  const open = own && own.at === at ? own.key : noticeAt(at);
  const show = (key: string | undefined) => setOwn({ at, key });
  const rows = Object.entries(bundle.notifications ?? {}).map(([key, notice]) => ({ key, notice }));
  const notice = open === undefined ? undefined : bundle.notifications?.[open];
  const add = (made: Notice) => {
    const key = noticeKey(bundle);
    edit(t("notices.edit.add"), (before) => setNotice(before, key, made));
    show(key);
  };
  const addButton = !readOnly && (
    <Button type="primary" onClick={() => add(firstNotice)}>
      {t("notices.add")}
    </Button>
  );
  return (
    <div className={styles.part} data-open={notice !== undefined}>
      <div className={styles.list}>
        <div className={styles.head}>
          <h2>{t("notices.title")}</h2>
          {rows.length > 0 && addButton}
        </div>
        <p className={styles.quiet}>
          {t("notices.what")} <Link to="?part=approvals">{t("notices.reminders")}</Link>
        </p>
        <DataTable
          label={t("notices.title")}
          columns={[
            { key: "when", title: t("notices.when"), cell: (row) => whenWords(row.notice, bundle, speech) },
            { key: "to", title: t("notices.to"), cell: (row) => toWords(row.notice.to, speech, names) },
            { key: "text", title: t("notices.text"), cell: (row) => wordsOf(row.notice.text, locale) || t("notices.text.none") },
            {
              key: "mend",
              title: t("fields.mend"),
              cell: ({ key }) => {
                const n = findings.filter(({ place }) => noticeAt(place) === key).length;
                return n > 0 ? t("studio.found", { n }) : "";
              },
            },
          ]}
          rows={rows}
          rowKey={({ key }) => key}
          onOpen={({ key }) => show(key)}
          {...(open !== undefined && { openKey: open })}
          empty={
            <EmptyState title={t("notices.empty.title")} detail={t("notices.empty.detail")}>
              {addButton}
            </EmptyState>
          }
        />
      </div>
      {open !== undefined && notice && (
        <NoticePanel
          key={open}
          {...props}
          of={open}
          notice={notice}
          names={names}
          onClose={() => show(undefined)}
          onCopy={() => add(notice)}
          onRemove={() => {
            show(undefined);
            edit(t("notices.edit.remove"), (before) => removeNotice(before, open));
          }}
        />
      )}
    </div>
  );
}
