import type { Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { Button } from "antd";
import { useState } from "react";
import { ConsentForm } from "./consent-form";
import styles from "./privacy-page.module.css";
import { WithdrawForm } from "./withdraw-form";

type Consent = Subject["consents"][number];

interface Props {
  readonly subject: Subject;
  readonly mayRecord: boolean;
}

/** The ledger of what the person agreed to, and took back; both are recorded here. */
export function Consents({ subject, mayRecord }: Props) {
  const { t, word, moment } = useSpeech();
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Consent>();
  const may = mayRecord && subject.erasure === null;
  const columns: [Column<Consent>, ...Column<Consent>[]] = [
    { key: "purpose", title: t("privacy.purpose"), cell: (row) => word("privacy.purpose", row.purpose, "privacy.purpose.other") },
    { key: "version", title: t("privacy.version"), cell: (row) => `${row.text_version} · ${row.language}` },
    {
      key: "given",
      title: t("privacy.given"),
      cell: (row) => `${moment(new Date(row.given_at))} · ${word("consent.channel", row.channel, "consent.channel.other")}`,
    },
    {
      key: "withdrawn",
      title: t("privacy.withdrawn"),
      cell: (row) => {
        if (row.withdrawn_at) return moment(new Date(row.withdrawn_at));
        return may ? (
          <Button size="small" onClick={() => setTaking(row)}>
            {t("consent.withdraw")}
          </Button>
        ) : (
          t("privacy.stands")
        );
      },
    },
  ];
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t("privacy.consents")}</h2>
      <DataTable
        label={t("privacy.consents")}
        columns={columns}
        rows={subject.consents}
        rowKey={(row) => row.id}
        empty={<p className={styles.quiet}>{t("privacy.consents.none")}</p>}
      />
      {may && (
        <p className={styles.acts}>
          <Button onClick={() => setGiving(true)}>{t("consent.give")}</Button>
        </p>
      )}
      {giving && <ConsentForm subject={subject.id} onClose={() => setGiving(false)} />}
      {taking && <WithdrawForm subject={subject.id} consent={taking} onClose={() => setTaking(undefined)} />}
    </section>
  );
}
