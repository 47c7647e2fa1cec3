import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Progress, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { firstStepsQuery } from "../api/first-steps";
import { type Found, progress, type Step, steps } from "../model/first-steps";
import { StepForm } from "./step-form";
import styles from "./first-steps-page.module.css";

/** What is missing for the first order: each step finds what exists, can be taken here, or be left for later. */
export function FirstStepsPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const client = useQueryClient();
  const found = useQuery(firstStepsQuery);
  return (
    <PageFrame title={t("steps.title", { name: me.tenant.name })} detail={t("steps.detail")} width="text">
      {found.error && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton title={false} active />}
      {found.data && (
        <Checklist
          found={found.data}
          tenant={me.tenant.slug}
          designs={me.actions.includes("definition.publish")}
          onDone={() => void client.invalidateQueries({ queryKey: firstStepsQuery.queryKey })}
        />
      )}
    </PageFrame>
  );
}

interface Props {
  readonly found: Found;
  readonly tenant: string;
  /** Whether he may take a template himself. */
  readonly designs: boolean;
  readonly onDone: () => void;
}

function Checklist({ found, tenant, designs, onDone }: Props) {
  const { t } = useSpeech();
  const { done, of, next, ended } = progress(found);
  const [later, setLater] = useState<readonly Step[]>([]);
  const [held, setHeld] = useState<Step>();
  const wanted = steps.find((step) => !found[step] && !later.includes(step)) ?? next;
  const open = held ?? wanted;
  return (
    <>
      <Progress percent={Math.round((done / of) * 100)} format={() => t("steps.progress", { done, of })} aria-label={t("steps.done")} />
      {ended && (
        <Note tone="good" title={t("steps.ended")}>
          <p>
            <Link to="/orders?status=open">{t("steps.ended.act")}</Link>
          </p>
          <p>{t(designs ? "steps.ended.types" : "steps.ended.types.other")}</p>
          {designs && (
            <p>
              <Link to="/order-types?new">{t("steps.ended.gallery")}</Link>
            </p>
          )}
        </Note>
      )}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step} className={styles.step} data-done={found[step]} data-open={step === open}>
            <div className={styles.line}>
              <span aria-hidden="true" className={styles.tick} />
              <div>
                <h2>
                  {t(`steps.${step}`)} <span className={styles.state}>{t(found[step] ? "steps.is.done" : "steps.is.open")}</span>
                </h2>
                <p>{t(`steps.${step}.detail`)}</p>
              </div>
              {step !== open && !found[step] && (
                <Button size="small" onClick={() => setHeld(step)}>
                  {t("steps.take")}
                </Button>
              )}
            </div>
            {step === open && (
              <div className={styles.act}>
                <StepForm
                  step={step}
                  tenant={tenant}
                  onHold={() => setHeld(step)}
                  onDone={() => {
                    setHeld(undefined);
                    onDone();
                  }}
                />
                {!found[step] && step !== "order" && step !== "archived" && (
                  <Button
                    type="text"
                    size="small"
                    onClick={() => {
                      setHeld(undefined);
                      setLater([...later, step]);
                    }}
                  >
                    {t("steps.later")}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
