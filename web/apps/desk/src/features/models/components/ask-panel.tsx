import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Answer, type ModelLine, useAsk } from "../api/models";
import { inMs } from "../model/measures";
import { numbersOf } from "../model/numbers";
import styles from "./models.module.css";

interface Props {
  readonly model: ModelLine;
  readonly called: (category: string) => string;
}

/** Asks a model something by hand; nothing is kept of it. */
export function AskPanel({ model, called }: Props) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState("");
  const ask = useAsk(model.id);
  const texts = model.task === "triage";
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate({ text: texts ? typed : "", numbers: texts ? [] : numbersOf(typed) });
  };
  const features = model.features.join(", ");
  return (
    <Panel title={t("models.ask")}>
      <form className={styles.card} aria-label={t("models.ask")} onSubmit={send}>
        <FormRow label={t(texts ? "models.ask.text" : "models.ask.numbers")} hint={texts ? undefined : t("models.ask.numbers.hint", { features })}>
          {(bound) => <Input.TextArea {...bound} rows={3} maxLength={20_000} value={typed} onChange={(event) => { setTyped(event.target.value); }} />}
        </FormRow>
        {ask.error && <ProblemNote error={ask.error} />}
        <div className={styles.acts}>
          <Button htmlType="submit" loading={ask.isPending} disabled={!typed.trim()}>
            {t("models.ask.send")}
          </Button>
          <output>{ask.data && <Told answer={ask.data} called={called} />}</output>
        </div>
      </form>
    </Panel>
  );
}

function Told({ answer, called }: { readonly answer: Answer; readonly called: (category: string) => string }) {
  const { t } = useSpeech();
  const values = { percent: Math.round(100 * answer.confidence), ms: inMs(answer.ms) };
  if (answer.scores.length > 0) {
    const scores = answer.scores.slice(0, 20).map((score, at) => `${score.toPrecision(4)}${answer.over[at] ? " ▲" : ""}`);
    return t("models.ask.scores", { scores: scores.join(", "), ms: values.ms });
  }
  return answer.label ? t("models.ask.said", { label: called(answer.label), ...values }) : t("models.ask.said.none", values);
}
