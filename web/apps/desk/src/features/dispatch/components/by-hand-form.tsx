import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Input, Select } from "antd";
import { type SyntheticEvent, useState } from "react";
import type { Recommendation } from "../api/dispatch";
import styles from "./reason-form.module.css";

interface Props {
  readonly found: Recommendation;
  readonly pending: boolean;
  readonly onSend: (person: { readonly user: string; readonly name: string }, reason: string) => void;
  readonly onCancel: () => void;
}

/** Gives an order to anybody by hand, also to whom a rule bars; it is said why. */
export function ByHandForm({ found, pending, onSend, onCancel }: Props) {
  const { t } = useSpeech();
  const [user, setUser] = useState<string>();
  const [reason, setReason] = useState("");
  const people = [...found.best.map(({ user, name }) => ({ user, name, why: "" })), ...found.barred.map(({ user, name, reason: why }) => ({ user, name, why }))];
  const chosen = people.find((each) => each.user === user);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (chosen && reason.trim()) onSend(chosen, reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={send} aria-label={t("hand.title")} noValidate>
      <FormRow label={t("hand.person")}>
        {(bound) => (
          <Select
            {...bound}
            autoFocus
            showSearch={{ optionFilterProp: "label" }}
            value={user ?? null}
            options={people.map(({ user: value, name, why }) => ({ value, label: why ? `${name} (${why})` : name }))}
            onChange={(next: string | null) => { setUser(next ?? undefined); }}
          />
        )}
      </FormRow>
      <FormRow label={t("hand.reason")}>
        {(bound) => (
          <Input
            {...bound}
            maxLength={500}
            value={reason}
            onChange={(event) => { setReason(event.target.value); }}
            onKeyDown={(event) => { if (event.key === "Escape") onCancel(); }}
          />
        )}
      </FormRow>
      <div className={styles.acts}>
        <Button onClick={onCancel}>{t("parts.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={pending} disabled={!chosen || !reason.trim()}>
          {t("hand.send")}
        </Button>
      </div>
    </form>
  );
}
