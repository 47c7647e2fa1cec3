import { useSpeech } from "@gongdan/i18n/react";
import type { TextKey } from "@gongdan/i18n/areas";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type ReactNode, type SyntheticEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type Credentials, useLogIn } from "../api/session";
import { setupStateQuery } from "../api/setup";
import { keepTenant, lastTenant } from "../model/last-tenant";
import { wayBack } from "../model/way-back";
import styles from "./log-in-page.module.css";

type Name = keyof Credentials;
const fields = ["tenant", "login", "password"] as const;
const complete = { tenant: "organization", login: "username", password: "current-password" } as const;

/** The door: organisation, log-in name, password. `corner` holds language and appearance. */
export function LogInPage({ mark, corner }: { readonly mark: string; readonly corner: ReactNode }) {
  const { t } = useSpeech();
  const [search] = useSearchParams();
  const setup = useQuery(setupStateQuery);
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <img src={mark} width="40" height="40" alt="" />
        <h1 className={styles.name}>{t("app.name")}</h1>
        <p className={styles.tagline}>{t("app.tagline")}</p>
        {setup.data?.open && (
          <Note tone="info" title={t("login.setup")}>
            <p>{t("login.setup.detail")}</p>
          </Note>
        )}
        {search.get("ended") && <Note tone="info" title={t("login.ended")} />}
        <LogInForm back={wayBack(search.get("back"))} tenant={search.get("tenant") ?? lastTenant()} />
      </section>
      <footer className={styles.corner}>{corner}</footer>
    </main>
  );
}

function LogInForm({ back, tenant }: { readonly back: string; readonly tenant: string }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const logIn = useLogIn();
  const [credentials, setCredentials] = useState<Credentials>({ tenant, login: "", password: "" });
  const [asked, setAsked] = useState(false);
  const missing = fields.filter((name) => credentials[name].trim() === "");

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (missing.length > 0) return;
    logIn.mutate(credentials, {
      onSuccess() {
        keepTenant(credentials.tenant);
        void navigate(back, { replace: true });
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
