import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { setupStateQuery } from "../api/setup";
import { lastTenant } from "../model/last-tenant";
import { wayBack } from "../model/way-back";
import { LogInForm } from "./log-in-form";
import styles from "./log-in-page.module.css";

/** The door: organisation, log-in name, password. `corner` holds language and appearance. */
export function LogInPage({ mark, corner }: { readonly mark: string; readonly corner: ReactNode }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const setup = useQuery(setupStateQuery);
  const back = wayBack(search.get("back"));
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
        <LogInForm tenant={search.get("tenant") ?? lastTenant()} onIn={() => void navigate(back, { replace: true })} />
      </section>
      <footer className={styles.corner}>{corner}</footer>
    </main>
  );
}
