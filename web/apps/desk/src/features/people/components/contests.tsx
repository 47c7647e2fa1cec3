import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { type Contest, contestsQuery, useAnswer } from "../api/people";
import styles from "./working-fields.module.css";

const outcomes = ["corrected", "kept"] as const;

/** What somebody says is wrong about them, to be answered by who may change the entry. */
export function Contests({ person }: { readonly person: string }) {
  const { t } = useSpeech();
  const found = useQuery(contestsQuery(person));
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data || found.data.length === 0) return null;
  return (
    <Panel title={t("persons.contests")} count={found.data.filter(({ outcome }) => outcome === "open").length}>
      {found.data.map((each) => (
        <Line key={each.id} contest={each} person={person} />
      ))}
    </Panel>
  );
}

function Line({ contest, person }: { readonly contest: Contest; readonly person: string }) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useAnswer(person);
  const [words, setWords] = useState("");
  const outcome = outcomes.find((each) => each === contest.outcome);
  return (
    <div>
      <p>
        <strong>{contest.about}</strong>: {contest.said}
      </p>
      {outcome && (
        <p className={styles.quiet}>
          {t(`persons.contest.${outcome}`)}: {contest.answer}
        </p>
      )}
      {!outcome && (
        <>
          <FormRow label={t("persons.contest.answer")}>
            {(bound) => <Input {...bound} value={words} maxLength={2000} onChange={(event) => { setWords(event.target.value); }} />}
          </FormRow>
          {send.error && <ProblemNote error={send.error} />}
          {outcomes.map((each) => (
            <Button
              key={each}
              size="small"
              disabled={!words.trim()}
              loading={send.isPending}
              onClick={() => { send.mutate({ contest: contest.id, outcome: each, answer: words.trim() }, { onSuccess: () => { tell(t("persons.contest.answered")); } }); }}
            >
              {t(`persons.contest.${each}`)}
            </Button>
          ))}
        </>
      )}
    </div>
  );
}
