import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, InputNumber, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useNavigate } from "react-router";
import { settingsQuery } from "../api/needs";
import { useDraft } from "../api/rosters";
import { nextMonday, spanText } from "../model/days";
import styles from "./new-roster.module.css";

const everybody = "";

/** The team, the span and how long is searched: then the worker makes a draft. */
export function NewRoster() {
  const { t, locale } = useSpeech();
  const navigate = useNavigate();
  const draft = useDraft();
  const settings = useQuery(settingsQuery);
  const [unit, setUnit] = useState(everybody);
  const [first, setFirst] = useState(() => nextMonday(new Date()));
  const [weeks, setWeeks] = useState(2);
  const [seconds, setSeconds] = useState(10);
  const units = (settings.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    draft.mutate({ unit: unit || null, first, weeks, seconds }, { onSuccess: ({ id }) => void navigate(`/rosters/${id}`) });
  };
  return (
    <Panel title={t("roster.new")}>
      <form className={styles.form} onSubmit={submit} noValidate aria-label={t("roster.new")}>
        <FormRow label={t("roster.team")}>
          {(bound) => <Select {...bound} value={unit} options={[{ value: everybody, label: t("roster.everybody") }, ...units]} onChange={setUnit} />}
        </FormRow>
        <FormRow label={t("roster.first")} error={wrongAt(draft.error, "/first")}>
          {(bound) => <Input {...bound} type="date" value={first} onChange={(event) => { setFirst(event.target.value); }} />}
        </FormRow>
        <FormRow label={t("roster.weeks")} hint={first && spanText(locale, first, weeks * 7)}>
          {(bound) => (
            <Select {...bound} value={weeks} options={[1, 2, 3, 4].map((n) => ({ value: n, label: t("roster.weeks.n", { n }) }))} onChange={setWeeks} />
          )}
        </FormRow>
        <FormRow label={t("roster.seconds")} hint={t("roster.seconds.hint")} error={wrongAt(draft.error, "/seconds")}>
          {(bound) => <InputNumber {...bound} min={2} max={120} precision={0} value={seconds} onChange={(next) => { setSeconds(next ?? 10); }} />}
        </FormRow>
        <Button htmlType="submit" type="primary" disabled={first === ""} loading={draft.isPending}>
          {t("roster.make")}
        </Button>
      </form>
      {draft.error && !isSaidAt(draft.error, ["/first", "/seconds"]) && <ProblemNote error={draft.error} />}
    </Panel>
  );
}
