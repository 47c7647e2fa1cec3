import type { Subject } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import type { Speech } from "@gongdan/i18n/speech";
import { type Column, DataTable } from "@gongdan/ui/data-table";
import { When } from "@gongdan/ui/when";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { namesQuery } from "../api/subjects";
import styles from "./privacy-page.module.css";

type Holding = Subject["holdings"][number];
type Look = Subject["seen"][number];

type Preset = "call" | "visit" | "identify" | "correct" | "request";
const presets: ReadonlySet<string> = new Set<Preset>(["call", "visit", "identify", "correct", "request"]);

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

/** What fields are called, each word once: of those that an order type brings, only the kind is known. */
function fieldWords(fields: readonly string[], word: Speech["word"]): readonly string[] {
  return [...new Set(fields.map((each) => word("privacy.field", each, "privacy.field.own")))];
}

/** Where something is held: the thing, and the names of the fields. */
export function Holdings({ rows, erased }: { readonly rows: readonly Holding[]; readonly erased: boolean }) {
  const { t, word, list } = useSpeech();
  const thing = (row: Holding) => {
    const name = `${word("privacy.kind", row.where.kind, "privacy.kind.other")} ${row.label}`;
    return row.where.kind === "order" ? <Link to={`/orders/${row.where.id}`}>{name}</Link> : name;
  };
  const columns: [Column<Holding>, ...Column<Holding>[]] = [
    { key: "thing", title: t("privacy.where"), cell: thing },
    {
      key: "fields",
      title: t(erased ? "privacy.fields.gone" : "privacy.fields"),
      cell: (row) => list(fieldWords(row.fields, word)),
    },
  ];
  return (
    <Part title={t("privacy.holdings", { n: rows.length })}>
      <DataTable
        label={t("privacy.holdings", { n: rows.length })}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.where.id}
        empty={<p className={styles.quiet}>{t("privacy.holdings.none")}</p>}
      />
    </Part>
  );
}

/** A reason: a preset in the reader's language, or the words that were given. */
function Reason({ said }: { readonly said: string }) {
  const { t } = useSpeech();
  return presets.has(said) ? t(`parts.reveal.reason.${said as Preset}`) : said;
}

/** Who saw something in clear, exported or erased: newest first, with the reason given. */
export function Looks({ rows }: { readonly rows: readonly Look[] }) {
  const { t, word, list } = useSpeech();
  const names = useQuery(namesQuery);
  const columns: [Column<Look>, ...Column<Look>[]] = [
    { key: "who", title: t("privacy.who"), cell: (row) => names.data?.get(row.by ?? "") ?? row.by ?? t("privacy.itself") },
    { key: "when", title: t("privacy.when"), cell: (row) => <When at={row.at} /> },
    { key: "act", title: t("privacy.act"), cell: (row) => word("privacy.act", row.act, "privacy.act.other") },
    {
      key: "fields",
      title: t("privacy.fields"),
      cell: (row) => list(fieldWords(row.fields, word)),
    },
    { key: "reason", title: t("parts.reason"), cell: (row) => <Reason said={row.reason} /> },
  ];
  return (
    <Part title={t("privacy.looks")}>
      <DataTable
        label={t("privacy.looks")}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.stream}/${row.seq}`}
        empty={<p className={styles.quiet}>{t("privacy.looks.none")}</p>}
      />
    </Part>
  );
}
