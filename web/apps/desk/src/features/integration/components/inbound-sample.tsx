import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { tryInbound, useInboundSend } from "../api/inbounds";
import styles from "./webhook.module.css";

/** A sample of what the caller sends: what would be made of it is shown, and nothing is made. */
export function InboundSample({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const [body, setBody] = useState("");
  const trial = useInboundSend((sample: string) => tryInbound(id, sample), () => undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    trial.mutate(body);
  };
  const seen = trial.data;
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("inbounds.try")}>
      <h2 className={styles.heading}>{t("inbounds.try")}</h2>
      <p className={styles.quiet}>{t("inbounds.try.detail")}</p>
      <FormRow label={t("inbounds.try.body")}>
        {(bound) => <Input.TextArea {...bound} rows={6} value={body} spellCheck={false} onChange={({ target }) => setBody(target.value)} />}
      </FormRow>
      <p>
        <Button htmlType="submit" loading={trial.isPending}>
          {t("inbounds.try.now")}
        </Button>
      </p>
      {trial.error && <ProblemNote error={trial.error} />}
      {seen && (
        <Note tone={seen.code ? "broken" : "good"} title={seen.code ? seen.detail : seen.number ? t("inbounds.try.advances", { number: seen.number }) : t("inbounds.try.starts")}>
          {seen.field && <p>{t("inbounds.field.at", { at: seen.field })}</p>}
          {seen.next && <p>{seen.next}</p>}
          {seen.takes.length > 0 && (
            <ul className={styles.shape}>
              {seen.takes.map(({ to, value }) => (
                <li key={to}>
                  {to} = {value}
                </li>
              ))}
            </ul>
          )}
        </Note>
      )}
    </form>
  );
}
