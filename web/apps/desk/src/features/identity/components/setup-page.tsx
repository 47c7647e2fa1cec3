import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { setupTokenQuery } from "../api/setup";
import styles from "./setup-page.module.css";
import { SetupForm } from "./setup-form";

/** The first run: the address holds a token behind its `#`, which no server log ever sees. */
export function SetupPage({ mark, corner }: { readonly mark: string; readonly corner: ReactNode }) {
  const { t } = useSpeech();
  const token = useLocation().hash.replace(/^#/, "");
  const stands = useQuery(setupTokenQuery(token));
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <header className={styles.head}>
          <img src={mark} width="36" height="36" alt="" />
          <div>
            <h1>{t("setup.title")}</h1>
            <p>{t("setup.detail")}</p>
          </div>
        </header>
        {stands.isPending && <Skeleton title={false} active />}
        {stands.error && <ProblemNote error={stands.error} />}
        {stands.data && <SetupForm token={token} />}
      </section>
      <footer className={styles.corner}>{corner}</footer>
    </main>
  );
}
