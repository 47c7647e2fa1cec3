import { FormFields } from "@gongdan/forms/antd/form-fields";
import { useLanguage } from "@gongdan/forms/antd/use-live-form";
import { startingValues } from "@gongdan/forms/core/check";
import { judgedForm } from "@gongdan/forms/core/judged-form";
import { liveForm } from "@gongdan/forms/core/live-form";
import { readForm, sectionsOf } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import type { OpenStep, Rehearsal, StandIn, useDeed } from "../api/rehearsals";
import { completingAct } from "../model/trial";
import styles from "./rehearsal.module.css";

interface Props {
  readonly seen: Rehearsal;
  readonly step: OpenStep;
  readonly who: StandIn;
  readonly deed: ReturnType<typeof useDeed>;
}

/** The step's form, and a button for each way in which it can come out. */
export function StepForm({ seen, step, who, deed }: Props) {
  const { t, list, locale } = useSpeech();
  const form = seen.forms.find(({ name }) => name === step.form);
  const fields = useMemo(() => (form ? readForm(form, locale) : []), [form, locale]);
  const judged = useMemo(() => judgedForm(form ?? { schema: {} }), [form]);
  const language = useLanguage(form);
  const [values, setValues] = useState(() => startingValues(fields, seen.values));
  const [reason, setReason] = useState("");
  const [to, setTo] = useState<string>();
  const [tried, setTried] = useState("");
  const act = completingAct(who, step);
  // what is asked may hang on how the step comes out, and that is said by the button alone
  const standing = (outcome: string) => liveForm(judged, fields, values, { ...seen.values, outcome }, language, locale);
  const live = standing(tried);
  const chosen = step.outcomes.find(({ key }) => key === tried);
  const lacksReason = chosen?.needs_reason === true && !reason.trim();
  const reasoned = step.outcomes.filter(({ needs_reason }) => needs_reason).map(({ title }) => t("rehearsal.outcome.named", { outcome: title }));
  if (!act) return null;
  const complete = (outcome: string, needsReason: boolean) => {
    setTried(outcome || "-");
    const { issues, sent } = standing(outcome);
    if (issues.length > 0 || (needsReason && !reason.trim())) return;
    deed.mutate({ by: who.key, act, node: step.node, outcome, data: sent, reason, ...(to ? { to } : {}) });
  };
  const ways = step.outcomes.length > 0 ? step.outcomes : [{ key: "", title: t(`rehearsal.act.${act}`), needs_reason: false }];
  return (
    <div className={styles.form}>
      <FormFields
        fields={live.fields}
        values={live.values}
        {...(form && { sections: sectionsOf(form, fields.map(({ name }) => name), locale) })}
        issues={tried ? live.issues : []}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      {act === "accept" && step.outcomes.length === 0 && (
        <FormRow label={t("rehearsal.assignee")} optional>
          {({ id }) => (
            <div className={styles.person}>
              <Select
                id={id}
                className={styles.wide}
                allowClear
                getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? trigger}
                value={to ?? null}
                options={seen.stand_ins.map(({ key, name }) => ({ value: key, label: name }))}
                onChange={(next: string | null) => setTo(next ?? undefined)}
              />
            </div>
          )}
        </FormRow>
      )}
      {reasoned.length > 0 && (
        <FormRow label={t("rehearsal.reason")} hint={t("rehearsal.reason.for", { outcomes: list(reasoned) })} error={lacksReason ? t("rehearsal.reason.needed") : undefined}>
          {(bound) => <Input {...bound} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />}
        </FormRow>
      )}
      <div className={styles.acts}>
        {ways.map(({ key, title, needs_reason }, place) => (
          <Button key={key} type={place === 0 ? "primary" : "default"} loading={deed.isPending} onClick={() => complete(key, needs_reason)}>
            {title}
          </Button>
        ))}
      </div>
    </div>
  );
}
