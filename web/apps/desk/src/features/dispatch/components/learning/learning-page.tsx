import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { type Learning, learningQuery, useLearnNow } from "../../api/learning";
import { Alarms } from "./alarms";
import { Inputs } from "./inputs";
import { NewsPanel } from "./news-panel";
import { Overrides } from "./overrides";
import { Registry } from "./registry";
import { Still } from "./still";
import { TrialPanel } from "./trial-panel";
import { TriageTrialPanel } from "./triage-trial-panel";
import { Unsure } from "./unsure";
import { Work } from "./work";
import styles from "./learning-page.module.css";

/** What dispatch learned, where it is unsure, and what it would cost to trust it; models let on and taken back. */
export function LearningPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const found = useQuery(learningQuery);
  const learn = useLearnNow();
  const may = me.actions.includes("dispatch.promote");
  const running = learn.isPending || found.data?.learning === true;
  const now = may && (
    <Button loading={running} onClick={() => { learn.mutate(); }}>
      {t(running ? "learning.running" : "learning.now")}
    </Button>
  );
  return (
    <PageFrame title={t("learning.title")} detail={t("learning.detail")} acts={now}>
      {found.error && <ProblemNote error={found.error} />}
      {learn.error && <ProblemNote error={learn.error} />}
      {found.isPending && <Skeleton active title={false} />}
      {found.data && <Told learning={found.data} may={may} maySet={me.actions.includes("dispatch.change")} />}
    </PageFrame>
  );
}

interface ToldProps {
  readonly learning: Learning;
  readonly may: boolean;
  readonly maySet: boolean;
}

function Told({ learning, may, maySet }: ToldProps) {
  const { t } = useSpeech();
  const open = learning.alarms.filter(({ state }) => state === "open").length;
  const begun = learning.models.some(({ model, version }) => model === "weights" && version > 0);
  return (
    <div className={styles.told}>
      {open > 0 && <Note tone="warn" title={t("learning.alarm.note", { n: open })} />}
      {!learning.trial && <Still ended={learning.outcomes} needed={learning.outcomes_needed} begun={begun} maySet={maySet} />}
      <NewsPanel learning={learning} />
      <TrialPanel trial={learning.trial} may={may} />
      <TriageTrialPanel trial={learning.triage_trial} may={may} />
      <div className={styles.pair}>
        <Unsure unsure={learning.unsure} />
        <Overrides overrides={learning.overrides} />
      </div>
      <Alarms alarms={learning.alarms} />
      <Registry models={learning.models} may={may} />
      <Work work={learning.work} />
      <Inputs inputs={learning.inputs} />
    </div>
  );
}
