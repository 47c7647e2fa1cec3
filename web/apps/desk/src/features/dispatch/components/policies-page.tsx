import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Policies, policiesQuery } from "../api/dispatch";
import { CategorySkills } from "./category-skills";
import { PolicyForm } from "./policy-form";
import styles from "./policies-page.module.css";

/** How orders of each type find their person, and which skills categories take. */
export function PoliciesPage() {
  const { t } = useSpeech();
  const found = useQuery(policiesQuery);
  return (
    <PageFrame title={t("policy.title")} detail={t("policy.detail")} width="text" back={<Link to="/dispatch">{t("policy.back")}</Link>} acts={<Link to="/dispatch-pilot">{t("pilot.to")}</Link>}>
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data?.types.map((type) => <TypePolicies key={type.key} type={type} policies={found.data} />)}
      {found.data && <CategorySkills categories={found.data.categories} />}
    </PageFrame>
  );
}

interface TypeProps {
  readonly type: Policies["types"][number];
  readonly policies: Policies;
}

function TypePolicies({ type, policies }: TypeProps) {
  const { t, locale } = useSpeech();
  const [added, setAdded] = useState<readonly string[]>([]);
  const set = policies.policies.filter(({ type_key }) => type_key === type.key);
  const known = [...new Set(["", ...set.map(({ category }) => category), ...added])];
  const nameOf = (key: string) => policies.categories.find((each) => each.key === key)?.name[locale] ?? key;
  const title = type.name[locale] ?? type.key;
  const others = policies.categories.filter(({ key }) => !known.includes(key));
  return (
    <Panel title={title}>
      {known.map((category) => {
        const standing = set.find((each) => each.category === category);
        const pilot = policies.pilots.find((each) => each.type_key === type.key && (category === "" || each.category === category));
        return (
          <PolicyForm
            key={`${category} ${standing?.version ?? 0}`}
            type={title}
            label={category === "" ? t("policy.all") : nameOf(category)}
            typeKey={type.key}
            category={category}
            standing={standing}
            pilot={pilot}
          />
        );
      })}
      {others.length > 0 && (
        <Select
          className={styles.add ?? ""}
          aria-label={`${t("policy.exception")}: ${title}`}
          placeholder={t("policy.exception")}
          value={null}
          options={others.map(({ key, name }) => ({ value: key, label: name[locale] ?? key }))}
          onChange={(key: string | null) => { if (key) setAdded([...added, key]); }}
        />
      )}
    </Panel>
  );
}
