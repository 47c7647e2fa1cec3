import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Hindrance, type MigrationCheck, versionQuery } from "../api/migrations";
import { stepsOf } from "../model/steps";
import styles from "./migrations.module.css";

/** What would come of the orders: how many go, how many stay and why, and what else changes for them. */
export function CheckSummary({ of, check }: { readonly of: string; readonly check: MigrationCheck }) {
  const { t, list, locale } = useSpeech();
  const old = stepsOf(useQuery(versionQuery(of, check.from_version)).data, locale);
  const there = stepsOf(useQuery(versionQuery(of, check.to_version)).data, locale);
  const title = (node: string) => old.get(node)?.title ?? there.get(node)?.title ?? node;
  const counts = [
    ["safe", check.safe],
    ["needs", check.needs_map],
    ["blocked", check.blocked],
  ] as const;
  const demands = check.demanded.map(({ node, field }) => t("moving.demand", { step: there.get(node)?.title ?? node, field }));
  return (
    <div>
      <h2>{t("moving.check")}</h2>
      <dl className={styles.counts} aria-live="polite">
        {counts.map(([name, count]) => (
          <div key={name} data-tone={count > 0 ? name : "none"}>
            <dt>{t(`moving.${name}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {check.hindrances.length > 0 && (
        <ul className={styles.lines}>
          {check.hindrances.map((each) => (
            <Stays key={`${each.code}/${each.node}/${each.to}`} why={each} step={title(each.node)} />
          ))}
        </ul>
      )}
      <ul className={styles.lines}>
        {check.timers_anew > 0 && <li>{t("moving.timers", { n: check.timers_anew })}</li>}
        {check.fields_gone.length > 0 && <li>{t("moving.gone", { fields: list(check.fields_gone) })}</li>}
        {demands.length > 0 && <li>{t("moving.demanded", { fields: list(demands) })}</li>}
        <li>{t("moving.kept")}</li>
      </ul>
    </div>
  );
}

function Stays({ why, step }: { readonly why: Hindrance; readonly step: string }) {
  const { t, word } = useSpeech();
  return (
    <li>
      <strong>{t("moving.stay", { n: why.orders, step })}</strong> {word("movingwhy", why.code, "movingwhy.other")}{" "}
      <span className={styles.examples}>
        {t("moving.examples")}
        {why.examples.map(({ id, number }) => (
          <Link key={id} to={`/orders/${id}`}>
            {number}
          </Link>
        ))}
      </span>
    </li>
  );
}
