import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { differences } from "@gongdan/ui/difference";
import { FormRow, isSaidAt, wrongAt } from "@gongdan/ui/form-row";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SaveChanges } from "@gongdan/ui/save-changes";
import { useTell } from "@gongdan/ui/told";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type SyntheticEvent, useState } from "react";
import { useSaveMe } from "../api/account";
import { mySessionsQuery, useEndSession } from "../api/sessions";
import styles from "./form.module.css";
import { LocaleSelect } from "./locale-select";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";
import { ZoneSelect } from "./zone-select";

/** One's own account: name, language, zone, password, sessions. */
export function AccountPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const tell = useTell();
  return (
    <PageFrame title={t("account.title")} detail={t("account.detail", { login: me.login, tenant: me.tenant.name })} width="text">
      <OwnData me={me} />
      <section className={styles.section} aria-label={t("login.password")}>
        <h2>{t("login.password")}</h2>
        <PasswordForm login={me.login} onDone={() => tell(t("password.changed"))} />
      </section>
      <OwnSessions />
    </PageFrame>
  );
}

function OwnData({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const tell = useTell();
  const save = useSaveMe();
  const before = { name: me.name, locale: me.locale, zone: me.zone };
  const [entered, setEntered] = useState(before);
  const changed = differences([
    { label: t("users.name"), before: before.name, after: entered.name },
    { label: t("users.locale"), before: before.locale, after: entered.locale },
    { label: t("users.zone"), before: before.zone, after: entered.zone },
  ]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(
      { before, after: entered },
      { onSuccess: ({ undo }) => tell(t("account.saved"), () => undo().then(() => setEntered(before))) },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t("users.data")}>
      {save.error && !isSaidAt(save.error, ["/name", "/locale", "/zone"]) && <ProblemNote error={save.error} />}
      <FormRow label={t("users.name")} error={wrongAt(save.error, "/name")}>
        {(bound) => <Input {...bound} value={entered.name} onChange={(event) => setEntered({ ...entered, name: event.target.value })} />}
      </FormRow>
      <div className={styles.pair}>
        <FormRow label={t("users.locale")} hint={t("account.locale.hint")} error={wrongAt(save.error, "/locale")}>
          {(bound) => <LocaleSelect bound={bound} value={entered.locale} onChange={(locale) => setEntered({ ...entered, locale })} />}
        </FormRow>
        <FormRow label={t("users.zone")} error={wrongAt(save.error, "/zone")}>
          {(bound) => <ZoneSelect bound={bound} value={entered.zone} onChange={(zone) => setEntered({ ...entered, zone })} />}
        </FormRow>
      </div>
      <SaveChanges differences={changed} saving={save.isPending} onCancel={() => setEntered(before)} />
    </form>
  );
}

function OwnSessions() {
  const { t } = useSpeech();
  const tell = useTell();
  const sessions = useQuery(mySessionsQuery);
  const end = useEndSession();
  const stop = (session?: string) => end.mutate({ session }, { onSuccess: () => tell(t("sessions.ended")) });
  return (
    <section className={styles.section} aria-label={t("account.sessions")}>
      <h2>{t("account.sessions")}</h2>
      {sessions.error && <ProblemNote error={sessions.error} />}
      {end.error && <ProblemNote error={end.error} />}
      {sessions.data && <SessionList sessions={sessions.data.items} ending={end.isPending} onEnd={stop} />}
      {(sessions.data?.items.length ?? 0) > 1 && (
        <p className={styles.acts}>
          <Button onClick={() => stop()}>{t("account.sessions.others")}</Button>
        </p>
      )}
    </section>
  );
}
