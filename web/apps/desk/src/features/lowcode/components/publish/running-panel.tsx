import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { useQuery } from "@tanstack/react-query";
import { runningQuery } from "../../api/definitions";
import styles from "./publish.module.css";

/** What becomes of running orders: each stays on the version by which it began. */
export function RunningPanel({ of }: { readonly of: string }) {
  const { t } = useSpeech();
  const running = useQuery(runningQuery(of));
  const there = [...(running.data ?? [])].filter(([, orders]) => orders > 0);
  return (
    <Panel title={t("publish.running")}>
      {running.data && there.length === 0 && <p className={styles.said}>{t("publish.running.none")}</p>}
      <ul className={styles.lines}>
        {there.map(([version, orders]) => (
          <li key={version}>{t("publish.running.stay", { n: orders, version })}</li>
        ))}
      </ul>
      <p className={styles.said}>{t("publish.running.new")}</p>
    </Panel>
  );
}
