import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useLogOut } from "../api/session";
import styles from "./log-in-page.module.css";
import { PasswordForm } from "./password-form";

/** Whoever came with a one-time password chooses his own before anything else. */
export function MustChangePage({ me, mark }: { readonly me: Me; readonly mark: string }) {
  const { t } = useSpeech();
  const tell = useTell();
  const logOut = useLogOut();
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <img src={mark} width="40" height="40" alt="" />
        <h1 className={styles.name}>{t("password.must.title", { name: me.name })}</h1>
        <p className={styles.tagline}>{t("password.must.detail")}</p>
        <PasswordForm login={me.login} onDone={() => tell(t("password.changed"))} />
        <Button type="link" onClick={() => logOut.mutate()}>
          {t("account.logout")}
        </Button>
      </section>
    </main>
  );
}
