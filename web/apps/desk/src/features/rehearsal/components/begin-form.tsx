import type { Bundle } from "@gongdan/flow-model/bundle";
import { FormFields } from "@gongdan/forms/antd/form-fields";
import { useLiveForm } from "@gongdan/forms/antd/use-live-form";
import { startingValues } from "@gongdan/forms/core/check";
import { bag } from "@gongdan/forms/core/json";
import { readForm, sectionsOf } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input, Segmented } from "antd";
import { type SyntheticEvent, useMemo, useState } from "react";
import { type Rehearsal, useBegin } from "../api/rehearsals";
import { reportForm } from "../model/report-form";
import { type Sample, sampleValues } from "../model/sample";
import styles from "./rehearsal.module.css";
import { SampleRow } from "./sample-row";

interface Props {
  readonly of: string;
  readonly bundle: Bundle;
  readonly onBegun: (begun: Rehearsal) => void;
}

/** What is reported by the draft, before anybody acts. */
export function BeginForm({ of, bundle, onBegun }: Props) {
  const { t, locale } = useSpeech();
  const asked = useMemo(() => reportForm(bundle), [bundle]);
  const fields = useMemo(() => readForm(asked, locale), [asked, locale]);
  const [title, setTitle] = useState(() => t("rehearsal.example"));
  const [urgency, setUrgency] = useState<number>(3);
  const [impact, setImpact] = useState<number>(3);
  const [values, setValues] = useState(() => startingValues(fields, {}));
  const [sent, setSent] = useState(false);
  const live = useLiveForm(asked, fields, values, { urgency, impact, priority: Math.min(5, urgency + impact - 1) });
  const { template } = bag(bundle);
  const begin = useBegin(onBegun);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(true);
    if (!title.trim() || live.issues.length > 0) return;
    begin.mutate({ key: of, title, urgency, impact, fields: live.sent });
  };
  const fill = (sample: Sample) => {
    setTitle(sample.title);
    setUrgency(sample.urgency);
    setImpact(sample.impact);
    setValues(sampleValues(fields, sample));
  };
  return (
    <Panel title={t("rehearsal.begin.title")}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <SampleRow template={typeof template === "string" ? template : ""} onChoose={fill} />
        <FormRow label={t("rehearsal.begin.what")} error={sent && !title.trim() ? t("rehearsal.begin.needed") : undefined}>
          {(bound) => <Input {...bound} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />}
        </FormRow>
        <Degree of="urgency" most={4} value={urgency} onChange={setUrgency} />
        <Degree of="impact" most={3} value={impact} onChange={setImpact} />
        <FormFields
          fields={live.fields}
          values={live.values}
          sections={sectionsOf(asked, fields.map(({ name }) => name), locale)}
          issues={sent ? live.issues : []}
          onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
        />
        {begin.error && <ProblemNote error={begin.error} />}
        <div className={styles.acts}>
          <Button type="primary" htmlType="submit" loading={begin.isPending}>
            {t("rehearsal.begin.act")}
          </Button>
          <span className={styles.quiet}>{t("rehearsal.safe")}</span>
        </div>
      </form>
    </Panel>
  );
}

interface DegreeProps {
  readonly of: "urgency" | "impact";
  readonly most: 3 | 4;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const degrees = [1, 2, 3, 4] as const;

/** How soon, or how wide. */
function Degree({ of, most, value, onChange }: DegreeProps) {
  const { word, t } = useSpeech();
  const id = `rehearsal-${of}`;
  const options = degrees.slice(0, most).map((each) => ({ value: each, label: word(`rehearsal.${of}`, String(each), `rehearsal.${of}`) }));
  return (
    <div className={styles.row}>
      <span id={id} className={styles.label}>
        {t(`rehearsal.${of}`)}
      </span>
      <Segmented<number> aria-labelledby={id} value={value} options={options} onChange={onChange} />
    </div>
  );
}
