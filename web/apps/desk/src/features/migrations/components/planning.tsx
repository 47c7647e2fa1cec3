import type { Schemas } from "@gongdan/api/shapes";
import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { FormRow } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { checkQuery, runningQuery } from "../api/migrations";
import { withLine } from "../model/steps";
import { BeginMigration } from "./begin-migration";
import { CheckSummary } from "./check-summary";
import styles from "./migrations.module.css";
import { NodeMap } from "./node-map";

type Type = Schemas["DefinitionPage"];

/** From which version to which, by which map; and what would come of it. */
export function Planning({ type }: { readonly type: Type }) {
  const { t } = useSpeech();
  const running = useQuery(runningQuery(type.key));
  const [asked, setAsked] = useSearchParams();
  const [map, setMap] = useState<Readonly<Record<string, string>>>({});
  const versions = type.versions.map(({ version }) => version);
  const busy = [...(running.data ?? [])].filter(([, orders]) => orders > 0).map(([version]) => version);
  const to = Number(asked.get("to")) || (versions[0] ?? 0);
  const from = Number(asked.get("from")) || (busy.find((version) => version !== to) ?? 0);
  const wish = { from, to, map };
  const check = useQuery(checkQuery(type.key, wish));
  if (running.isPending) return <Skeleton active title={false} />;
  if (running.isLoadingError) return <ProblemNote error={running.error} />;
  if (from === 0) return <EmptyState title={t("moving.none.title")} detail={t("moving.none.detail")} />;
  const choose = (name: "from" | "to", value: number) => {
    setMap({});
    setAsked({ from: String(from), to: String(to), [name]: String(value) }, { replace: true });
  };
  const choice = (name: "from" | "to", value: number, of: readonly number[]) => (
    <FormRow label={t(`moving.${name}`)}>
      {(bound) => (
        <Select
          {...bound}
          getPopupContainer={besideField}
          value={value}
          options={of.map((version) => ({ value: version, label: t("moving.version", { version, n: running.data.get(version) ?? 0 }) }))}
          onChange={(chosen: number) => choose(name, chosen)}
        />
      )}
    </FormRow>
  );
  return (
    <section className={styles.plan} aria-label={t("moving.plan")}>
      <div className={styles.pair}>
        {choice("from", from, [...new Set([...busy, from])])}
        {choice("to", to, versions)}
      </div>
      {from === to && <p role="status">{t("moving.same")}</p>}
      {check.error && <ProblemNote error={check.error} />}
      {check.isLoading && <Skeleton active title={false} />}
      {check.data && from !== to && (
        <>
          <NodeMap of={type.key} wish={wish} check={check.data} onChange={(node, there) => setMap(withLine(map, node, there))} />
          <CheckSummary of={type.key} check={check.data} />
          <BeginMigration of={type.key} wish={wish} check={check.data} fresh={!check.isFetching} />
        </>
      )}
    </section>
  );
}
