import { besideField } from "@gongdan/forms/antd/beside-field";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Trial, tryConnector, useConnectorSend } from "../api/connectors";
import { endWords, inputsOf } from "../model/connector";
import styles from "./webhook.module.css";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A test call for no order: what is sent is typed here, what comes back is shown here and kept nowhere. */
export function ConnectorTrial({ id }: { readonly id: string }) {
  const speech = useSpeech();
  const { t } = speech;
  const [method, setMethod] = useState<(typeof methods)[number]>("GET");
  const [path, setPath] = useState("/");
  const [lines, setLines] = useState("");
  const trial = useConnectorSend((body: Trial) => tryConnector(id, body), () => undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    trial.mutate({ method, path, inputs: inputsOf(lines) });
  };
  const done = trial.data;
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("connectors.try")}>
      <h2 className={styles.heading}>{t("connectors.try")}</h2>
      <p className={styles.quiet}>{t("connectors.try.detail")}</p>
      <FormRow label={t("connectors.method")}>
        {(bound) => (
          <Select
            {...bound}
            getPopupContainer={besideField}
            value={method}
            options={methods.map((value) => ({ value, label: value }))}
            onChange={setMethod}
          />
        )}
      </FormRow>
      <FormRow label={t("connectors.path")} hint={t("connectors.path.hint", { id: "{id}" })}>
        {(bound) => <Input {...bound} value={path} onChange={(event) => setPath(event.target.value)} />}
      </FormRow>
      <FormRow label={t("connectors.inputs")} hint={t("connectors.inputs.hint")}>
        {(bound) => <Input.TextArea {...bound} rows={3} value={lines} onChange={(event) => setLines(event.target.value)} />}
      </FormRow>
      <p>
        <Button htmlType="submit" loading={trial.isPending}>
          {t("connectors.try.now")}
        </Button>
      </p>
      {trial.error && <ProblemNote error={trial.error} />}
      {done && (
        <Note tone={done.call.error ? "broken" : "good"} title={endWords(done.call.error, done.call.status, speech)}>
          <p>{t("connectors.took", { ms: done.call.milliseconds })}</p>
          {done.answer && <p className={styles.answer}>{done.answer}</p>}
        </Note>
      )}
    </form>
  );
}
