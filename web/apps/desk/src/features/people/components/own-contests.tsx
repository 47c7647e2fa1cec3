import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, wrongAt } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type AboutMe, useContest } from "../api/about-me";
import styles from "./working-fields.module.css";

const blank = { about: "", said: "" };
const outcomes = ["corrected", "kept"] as const;

/** What one says is wrong about oneself, and what was answered. */
export function OwnContests({ contests }: { readonly contests: AboutMe["contests"] }) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useContest();
  const [entered, setEntered] = useState(blank);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send.mutate(entered, { onSuccess: () => { setEntered(blank); tell(t("about.contest.sent")); } });
  };
  return (
    <Panel title={t("persons.contests")}>
      {contests.map((each) => (
        <p key={each.id}>
          <strong>{each.about}</strong>: {each.said} <span className={styles.quiet}>{t(`persons.contest.${outcomes.find((one) => one === each.outcome) ?? "open"}`)} {each.answer}</span>
        </p>
      ))}
      <form className={styles.set} onSubmit={submit} aria-label={t("about.contest")} noValidate>
        <FormRow label={t("about.contest.about")} error={wrongAt(send.error, "/about")}>
          {(bound) => <Input {...bound} maxLength={80} value={entered.about} onChange={(event) => { setEntered({ ...entered, about: event.target.value }); }} />}
        </FormRow>
        <FormRow label={t("about.contest.said")} error={wrongAt(send.error, "/said")}>
          {(bound) => <Input.TextArea {...bound} rows={3} maxLength={2000} value={entered.said} onChange={(event) => { setEntered({ ...entered, said: event.target.value }); }} />}
        </FormRow>
        {send.error && <ProblemNote error={send.error} />}
        <Button htmlType="submit" disabled={!entered.about.trim() || !entered.said.trim()} loading={send.isPending}>
          {t("about.contest.send")}
        </Button>
      </form>
    </Panel>
  );
}
