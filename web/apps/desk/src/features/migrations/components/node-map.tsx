import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { type MigrationCheck, versionQuery, type Wish } from "../api/migrations";
import { choicesFor, linesOf, type MapLine, stepsOf } from "../model/steps";
import styles from "./migrations.module.css";

interface Props {
  readonly of: string;
  readonly wish: Wish;
  readonly check: MigrationCheck;
  readonly onChange: (node: string, to: string | undefined) => void;
}

/** The steps on which orders stand, side by side with those that they become. */
export function NodeMap({ of, wish, check, onChange }: Props) {
  const { t, locale } = useSpeech();
  const old = stepsOf(useQuery(versionQuery(of, wish.from)).data, locale);
  const there = stepsOf(useQuery(versionQuery(of, wish.to)).data, locale);
  const chooser = ({ node, to }: MapLine) => (
    <div className={styles.choice}>
      <Select
        className={styles.choice ?? ""}
        aria-label={t("moving.map.of", { step: old.get(node)?.title ?? node })}
        allowClear={wish.map[node] !== undefined}
        status={to ? "" : "warning"}
        getPopupContainer={besideField}
        placeholder={t("moving.map.choose")}
        value={to || null}
        options={choicesFor(old.get(node), there).map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(chosen: string | null | undefined) => onChange(node, chosen ?? undefined)}
      />
    </div>
  );
  return (
    <div>
      <h2>{t("moving.map")}</h2>
      <p className={styles.quiet}>{t("moving.map.detail")}</p>
      <DataTable
        label={t("moving.map")}
        columns={[
          { key: "step", title: t("moving.map.old", { version: wish.from }), cell: ({ node }) => old.get(node)?.title ?? node },
          { key: "orders", title: t("moving.map.orders"), cell: ({ orders }) => orders || t("moving.map.passed") },
          { key: "to", title: t("moving.map.new", { version: wish.to }), cell: chooser },
          {
            key: "state",
            title: t("moving.map.state"),
            cell: ({ node, to }) =>
              to ? t(wish.map[node] === undefined ? "moving.map.same" : "moving.map.said") : <strong className={styles.warn}>{t("moving.map.missing")}</strong>,
          },
        ]}
        rows={linesOf(check, wish.map)}
        rowKey={({ node }) => node}
        empty={null}
      />
    </div>
  );
}
