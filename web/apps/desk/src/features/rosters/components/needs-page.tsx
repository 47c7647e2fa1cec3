import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Tabs } from "@gongdan/ui/tabs";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Link } from "react-router";
import { demandQuery, settingsQuery } from "../api/needs";
import { CorrectionForm } from "./correction-form";
import { CorrectionList } from "./correction-list";
import { DemandMaps } from "./demand-maps";
import { RulesForm } from "./rules-form";
import styles from "./needs.module.css";

/** What a roster is made from: how many people are needed when, and by which rules. */
export function NeedsPage({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useSpeech();
  return (
    <PageFrame title={t("needs.title")} detail={t("needs.detail")} back={<Link to="/rosters">{t("roster.back")}</Link>}>
      <Tabs
        label={t("needs.title")}
        tabs={[
          { key: "demand", label: t("needs.demand"), content: <Demand mayChange={mayChange} /> },
          { key: "rules", label: t("needs.rules"), content: <Rules mayChange={mayChange} /> },
        ]}
      />
    </PageFrame>
  );
}

function Demand({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useSpeech();
  const found = useQuery(demandQuery);
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton active title={false} />;
  return (
    <div className={styles.stack}>
      <DemandMaps page={found.data} />
      <Panel title={t("needs.corrections")} count={found.data.corrections.length}>
        <CorrectionList page={found.data} mayChange={mayChange} />
        {mayChange && <CorrectionForm page={found.data} />}
      </Panel>
    </div>
  );
}

function Rules({ mayChange }: { readonly mayChange: boolean }) {
  const found = useQuery(settingsQuery);
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton active title={false} />;
  return <RulesForm key={found.data.version} settings={found.data} mayChange={mayChange} />;
}
