import type { User } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ConfirmAct } from "@gongdan/ui/confirm-act";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SecretOnce } from "@gongdan/ui/secret-once";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { useOneTimePassword, useSetDisabled } from "../api/users";
import styles from "./form.module.css";

/** The way in of somebody else: shut it, open it, or give a password for one log-in. */
export function UserAccess({ user }: { readonly user: User }) {
  const { t } = useSpeech();
  const tell = useTell();
  const shut = useSetDisabled(user.id);
  const password = useOneTimePassword(user.id);
  const [asked, setAsked] = useState(false);
  const turn = () => {
    const words = t(user.disabled ? "users.enabled" : "users.disabled", { name: user.name });
    shut.mutate(!user.disabled, { onSuccess: ({ undo }) => tell(words, undo) });
  };
  return (
    <section className={styles.section} aria-label={t("users.access")}>
      <h2>{t("users.access")}</h2>
      {shut.error && <ProblemNote error={shut.error} />}
      {password.data && <SecretOnce title={t("users.password.new", { name: user.name })} secret={password.data.password} />}
      <p className={styles.acts}>
        <Button onClick={() => setAsked(true)}>{t("users.password.reset")}</Button>
        <Button loading={shut.isPending} onClick={turn}>
          {t(user.disabled ? "users.enable" : "users.disable")}
        </Button>
      </p>
      {asked && (
        <ConfirmAct
          title={t("users.password.reset")}
          act={t("users.password.reset.act")}
          final
          pending={password.isPending}
          error={password.error}
          onClose={() => setAsked(false)}
          onConfirm={() => password.mutate(undefined, { onSuccess: () => setAsked(false) })}
        >
          <p>{t("users.password.reset.detail", { name: user.name })}</p>
        </ConfirmAct>
      )}
    </section>
  );
}
