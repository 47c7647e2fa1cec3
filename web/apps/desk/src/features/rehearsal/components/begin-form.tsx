import type { Bundle } from "@gongdan/flow-model/bundle";
import { FormFields } from "@gongdan/forms/antd/form-fields";
import { check, filledIn, startingValues } from "@gongdan/forms/core/check";
import { readForm } from "@gongdan/forms/core/read-form";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input, Segmented } from "antd";
import { type SyntheticEvent, useMemo, useState } from "react";
import { type Rehearsal, useBegin } from "../api/rehearsals";
import { reportForm } from "../model/report-form";
import styles from "./rehearsal.module.css";

interface Props {
  readonly of: string;
  readonly bundle: Bundle;
  readonly onBegun: (begun: Rehearsal) => void;
}

const urgencies = [1, 2, 3, 4] as const;

/** What is reported by the draft, before anybody acts. */
export function BeginForm({ of, bundle, onBegun }: Props) {
  const { t, locale } = useSpeech();
  const fields = useMemo(() => readForm(reportForm(bundle), locale), [bundle, locale]);
  const [title, setTitle] = useState(() => t("rehearsal.example"));
  const [urgency, setUrgency] = useState<number>(3);
  const [values, setValues] = useState(() => startingValues(fields, {}));
  const [sent, setSent] = useState(false);
  const begin = useBegin(onBegun);
  const issues = sent ? check(fields, values) : [];
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(true);
    if (!title.trim() || check(fields, values).length > 0) return;
    begin.mutate({ key: of, title, urgency, fields: filledIn(fields, values) });
  };
  return (
    <Panel title={t("rehearsal.begin.title")}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormRow label={t("rehearsal.begin.what")} error={sent && !title.trim() ? t("rehearsal.begin.needed") : undefined}>
          {(bound) => <Input {...bound} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />}
        </FormRow>
        <div className={styles.row}>
          <span id="rehearsal-urgency" className={styles.label}>
            {t("rehearsal.urgency")}
          </span>
          <Segmented
            aria-labelledby="rehearsal-urgency"
            value={urgency}
            options={urgencies.map((value) => ({ value, label: t(`rehearsal.urgency.${value}`) }))}
            onChange={setUrgency}
          />
        </div>
        <FormFields fields={fields} values={values} issues={issues} onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
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
