import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { FormRow } from "@gongdan/ui/form-row";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Policies, policiesQuery } from "../api/dispatch";
import { pilotsQuery } from "../api/pilots";
import { PilotCard } from "./pilot-card";
import { PilotPool } from "./pilot-pool";
import styles from "./pilots-page.module.css";

/** What could be given out by itself, how often it would be right, and when to go live. */
export function PilotsPage() {
  const { t, locale } = useSpeech();
  const policies = useQuery(policiesQuery);
  const [chosen, setChosen] = useState<string>();
  const types = policies.data?.types ?? [];
  const type = chosen ?? types[0]?.key ?? "";
  return (
    <PageFrame title={t("pilot.title")} detail={t("pilot.detail")} width="text" back={<Link to="/dispatch-policies">{t("pilot.back")}</Link>}>
      {policies.error && <ProblemNote error={policies.error} />}
      {policies.isPending && <Skeleton active title={false} />}
      {types.length > 1 && (
        <FormRow label={t("pilot.type")}>
          {(bound) => (
            <Select {...bound} className={styles.type ?? ""} value={type} options={types.map(({ key, name }) => ({ value: key, label: name[locale] ?? key }))} onChange={setChosen} />
          )}
        </FormRow>
      )}
      {policies.data && type !== "" && <TypePilots key={type} type={type} policies={policies.data} />}
    </PageFrame>
  );
}

interface TypeProps {
  readonly type: string;
  readonly policies: Policies;
}

function TypePilots({ type, policies }: TypeProps) {
  const { t, locale } = useSpeech();
  const found = useQuery(pilotsQuery(type));
  const nameOf = (key: string) => policies.categories.find((each) => each.key === key)?.name[locale] ?? key;
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton active title={false} />;
  const { categories } = found.data;
  return (
    <>
      {categories.length === 0 ? (
        <EmptyState title={t("pilot.empty")} detail={t("pilot.empty.detail")}>
          <Link to="/dispatch">{t("policy.back")}</Link>
        </EmptyState>
      ) : (
        <Panel title={t("pilot.categories")} count={categories.length}>
          <p className={styles.quiet}>{t("pilot.categories.hint")}</p>
          <ul className={styles.list}>
            {categories.map((each) => (
              <PilotCard key={`${each.category} ${each.policy.version}`} type={type} found={each} name={nameOf(each.category)} />
            ))}
          </ul>
        </Panel>
      )}
      <PilotPool pilots={found.data} />
    </>
  );
}
