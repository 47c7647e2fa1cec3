import { useSpeech } from "@gongdan/i18n/react";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useChangePassword } from "../api/account";
import styles from "./form.module.css";
import { NewPassword } from "./new-password";

interface Props {
  readonly login: string;
  readonly onDone: () => void;
}

/** One's own password: the one that stands, and the one that shall. */
export function PasswordForm({ login, onDone }: Props) {
  const { t } = useSpeech();
  const change = useChangePassword();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate(
      { old, new: next },
      {
        onSuccess() {
          setOld("");
          setNext("");
          onDone();
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("password.change")}>
      {change.error && !isSaidAt(change.error, ["/old", "/new"]) && <ProblemNote error={change.error} />}
      <FormRow label={t("password.old")} error={wrongAt(change.error, "/old")}>
        {(bound) => (
          <Input.Password
            {...bound}
            autoComplete="current-password"
            value={old}
            onChange={(event) => setOld(event.target.value)}
          />
        )}
      </FormRow>
      <NewPassword label={t("password.new")} login={login} value={next} error={wrongAt(change.error, "/new")} onChange={setNext} />
      <p className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={change.isPending} disabled={old === "" || next === ""}>
          {t("password.change")}
        </Button>
      </p>
    </form>
  );
}
