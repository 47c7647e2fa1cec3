import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Select } from "antd";
import { useState } from "react";
import { type OpenStep, type Rehearsal, useDeed } from "../api/rehearsals";
import { firstPerson, otherActs } from "../model/trial";
import { OtherActs } from "./other-acts";
import { ProofList } from "./proof-list";
import styles from "./rehearsal.module.css";
import { StepForm } from "./step-form";
import { Waiting } from "./waiting";

interface Props {
  readonly seen: Rehearsal;
  /** The open step that is looked at; without, nothing is open. */
  readonly step: OpenStep | undefined;
  readonly onLeave: () => void;
}

/** The open step as the chosen person sees it: what it asks, what it demands, what else can be done. */
export function StepPanel({ seen, step, onLeave }: Props) {
  const { t } = useSpeech();
  const [key, choose] = useState(() => firstPerson(seen, step));
  const deed = useDeed(seen.id);
  const who = seen.stand_ins.find((each) => each.key === key);
  const able = new Set(step?.who);
  const people = [...seen.stand_ins].sort((a, b) => Number(able.has(b.key)) - Number(able.has(a.key)));
  const others = who ? otherActs(who, step) : [];
  return (
    <Panel title={step?.title ?? t(seen.status === "archived" ? "rehearsal.over" : "rehearsal.no.step")}>
      {!step && <Nothing seen={seen} onLeave={onLeave} />}
      <FormRow label={t("rehearsal.as")} hint={step && !able.has(key) ? t("rehearsal.as.cannot") : undefined}>
        {(bound) => (
          <div className={styles.person}>
            <Select
              id={bound.id}
              aria-describedby={bound["aria-describedby"]}
              className={styles.wide}
              getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
              value={key}
              options={people.map((each) => ({ value: each.key, label: able.has(each.key) ? t("rehearsal.turn", { who: each.name }) : each.name }))}
              onChange={choose}
            />
          </div>
        )}
      </FormRow>
      {step && who && <ProofList step={step} pending={deed.isPending} onProve={(kind, label) => deed.mutate({ by: key, act: "prove", node: step.node, kind, label })} />}
      {step && who && <StepForm key={`${step.token} ${key}`} seen={seen} step={step} who={who} deed={deed} />}
      {who && others.length > 0 && <OtherActs seen={seen} who={who} acts={others} deed={deed} />}
      <Waiting seen={seen} by={key} deed={deed} />
      {deed.error && <ProblemNote error={deed.error} />}
    </Panel>
  );
}

function Nothing({ seen, onLeave }: { readonly seen: Rehearsal; readonly onLeave: () => void }) {
  const { t } = useSpeech();
  if (seen.status !== "archived") return <p className={styles.quiet}>{t("rehearsal.no.step.detail")}</p>;
  return (
    <EmptyState title={t("rehearsal.over.title")} detail={t("rehearsal.over.detail")}>
      <Button type="primary" onClick={onLeave}>
        {t("rehearsal.another")}
      </Button>
    </EmptyState>
  );
}
