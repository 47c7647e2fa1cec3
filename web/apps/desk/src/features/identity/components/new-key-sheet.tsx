import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { Button, Checkbox, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useIssueKey } from "../api/keys";
import { byTopic } from "../model/role-rights";
import styles from "./form.module.css";
import { useActionWord } from "./use-action-word";

const lives = [7, 30, 90, 180, 365] as const;
const dayMs = 86_400_000;

/** A new key: what for, what it may do, until when; then its token, once. */
export function NewKeySheet({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const issue = useIssueKey();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const [days, setDays] = useState<number>(90);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const until = new Date(Date.now() + days * dayMs).toISOString();
    issue.mutate({ name, scopes: [...scopes], expires_at: until });
  };
  return (
    <SideSheet title={t("keys.issue")} open onClose={onClose}>
      {issue.data ? (
        <SecretOnce title={t("keys.token", { name: issue.data.key.name })} secret={issue.data.token} />
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate aria-label={t("keys.issue")}>
          {issue.error && !isSaidAt(issue.error, ["/name", "/scopes", "/expires_at"]) && <ProblemNote error={issue.error} />}
          <FormRow label={t("keys.name")} hint={t("keys.name.hint")} error={wrongAt(issue.error, "/name")}>
            {(bound) => <Input {...bound} value={name} onChange={(event) => setName(event.target.value)} />}
          </FormRow>
          <FormRow label={t("keys.life")} error={wrongAt(issue.error, "/expires_at")}>
            {(bound) => (
              <Select
                {...bound}
                value={days}
                options={lives.map((each) => ({ value: each, label: t("keys.days", { n: each }) }))}
                onChange={setDays}
              />
            )}
          </FormRow>
          <Scopes actions={me.actions} chosen={scopes} error={wrongAt(issue.error, "/scopes")} onChange={setScopes} />
          <p className={styles.acts}>
            <Button type="primary" htmlType="submit" loading={issue.isPending}>
              {t("keys.issue")}
            </Button>
          </p>
        </form>
      )}
    </SideSheet>
  );
}

interface ScopesProps {
  readonly actions: readonly string[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (scopes: readonly string[]) => void;
}

/** What the key may do: never more than its owner. */
function Scopes({ actions, chosen, error, onChange }: ScopesProps) {
  const { t, word } = useSpeech();
  const actionWord = useActionWord();
  return (
    <section className={styles.form} aria-label={t("keys.scopes")}>
      <h2>{t("keys.scopes")}</h2>
      <p className={styles.quiet}>{t("keys.scopes.hint")}</p>
      {error && <ErrorLine words={error} />}
      {[...byTopic(actions)].map(([topic, group]) => (
        <fieldset key={topic} className={styles.group}>
          <legend>{word("topic", topic, "topic.other")}</legend>
          {group.map((action) => (
            <Checkbox
              key={action}
              checked={chosen.includes(action)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, action] : chosen.filter((each) => each !== action))
              }
            >
              {actionWord(action)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </section>
  );
}

function ErrorLine({ words }: { readonly words: string }) {
  return (
    <p role="alert" className={styles.wrong}>
      {words}
    </p>
  );
}
