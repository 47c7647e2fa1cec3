import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { Input } from "antd";
import { strengthOf, strengths } from "../model/password-strength";
import styles from "./new-password.module.css";

interface Props {
  readonly label: string;
  readonly login: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (password: string) => void;
}

/** A new password, with its strength in words while it is typed. */
export function NewPassword({ label, login, value, error, onChange }: Props) {
  const { t } = useSpeech();
  const strength = strengthOf(value, login);
  const hint = (
    <span className={styles.strength} data-strength={strength}>
      <span aria-hidden="true" className={styles.bars}>
        {strengths.slice(1).map((each, at) => (
          <i key={each} data-full={at < strengths.indexOf(strength)} />
        ))}
      </span>
      {t(`password.strength.${strength}`)}
    </span>
  );
  return (
    <FormRow label={label} error={error} hint={hint}>
      {(bound) => (
        <Input.Password
          {...bound}
          autoComplete="new-password"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormRow>
  );
}
