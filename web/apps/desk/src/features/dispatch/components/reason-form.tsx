import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import styles from "./reason-form.module.css";

interface Props {
  readonly wanted: string;
  readonly first: string;
  readonly pending: boolean;
  readonly onSend: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks why somebody else than the first is taken; Escape leaves it. */
export function ReasonForm({ wanted, first, pending, onSend, onCancel }: Props) {
  const { t } = useSpeech();
  const [reason, setReason] = useState("");
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim()) onSend(reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={send} aria-label={t("dispatch.why", { name: wanted })}>
      <FormRow label={t("dispatch.why", { name: wanted })} hint={t("dispatch.why.hint", { first })}>
        {(bound) => (
          <Input
            {...bound}
            autoFocus
            maxLength={500}
            value={reason}
            onChange={(event) => { setReason(event.target.value); }}
            onKeyDown={(event) => { if (event.key === "Escape") onCancel(); }}
          />
        )}
      </FormRow>
      <div className={styles.acts}>
        <Button onClick={onCancel}>{t("parts.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={pending} disabled={!reason.trim()}>
          {t("dispatch.why.send", { name: wanted })}
        </Button>
      </div>
    </form>
  );
}
