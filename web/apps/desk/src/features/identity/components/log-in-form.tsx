import { useSpeech } from "@gongdan/i18n/react";
import type { TextKey } from "@gongdan/i18n/areas";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { type Credentials, useLogIn } from "../api/session";
import { keepTenant } from "../model/last-tenant";
import styles from "./log-in-page.module.css";

type Name = keyof Credentials;
const fields = ["tenant", "login", "password"] as const;
const complete = { tenant: "organization", login: "username", password: "current-password" } as const;

interface FormProps {
  /** Who is expected, as far as it is known. */
  readonly tenant: string;
  readonly login?: string;
  /** Called when a session is open. */
  readonly onIn?: () => void;
}

/** What opens a session: organisation, log-in name, password. */
export function LogInForm({ tenant, login = "", onIn }: FormProps) {
  const { t } = useSpeech();
  const logIn = useLogIn();
  const [credentials, setCredentials] = useState<Credentials>({ tenant, login, password: "" });
  const [asked, setAsked] = useState(false);
  const missing = fields.filter((name) => credentials[name].trim() === "");

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (missing.length > 0) return;
    logIn.mutate(credentials, {
      onSuccess() {
        keepTenant(credentials.tenant);
        onIn?.();
      },
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("login.title")}>
      {logIn.error && <ProblemNote error={logIn.error} />}
      {fields.map((name) => (
        <LogInField
          key={name}
          name={name}
          value={credentials[name]}
          missing={asked && missing.includes(name)}
          onChange={(value) => {
            setCredentials({ ...credentials, [name]: value });
          }}
        />
      ))}
      <Button type="primary" size="large" htmlType="submit" loading={logIn.isPending} block>
        {t("login.submit")}
      </Button>
    </form>
  );
}

interface FieldProps {
  readonly name: Name;
  readonly value: string;
  readonly missing: boolean;
  readonly onChange: (value: string) => void;
}

function LogInField({ name, value, missing, onChange }: FieldProps) {
  const { t } = useSpeech();
  const label = t(`login.${name}` satisfies TextKey);
  const Box = name === "password" ? Input.Password : Input;
  return (
    <div className={styles.field}>
      <label htmlFor={`login-${name}`}>{label}</label>
      <Box
        id={`login-${name}`}
        name={name}
        size="large"
        autoComplete={complete[name]}
        value={value}
        status={missing ? "error" : ""}
        aria-invalid={missing}
        aria-describedby={missing ? `login-${name}-missing` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {missing && (
        <p id={`login-${name}-missing`} className={styles.missing}>
          {t("login.required", { field: label })}
        </p>
      )}
    </div>
  );
}
