import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import type { ReactNode } from "react";
import type { LogState } from "../api/log";
import styles from "./proof-page.module.css";

const tones = { agrees: "good", behind: "info", differs: "broken", away: "warn", empty: "warn" } as const;

/** How the tenant's log stands: its length, its checkpoint, and what the witness outside says. */
export function LogStanding({ state }: { readonly state: LogState }) {
  const { t, moment } = useSpeech();
  const { witness, epochs } = state;
  const newest = epochs[0];
  return (
    <section className={styles.part} aria-labelledby="proof-log">
      <h2 id="proof-log">{t("proof.log")}</h2>
      <Note tone={tones[witness.state]} title={t(`witness.${witness.state}`, { size: witness.size })}>
        <p>{t("witness.detail")}</p>
      </Note>
      <dl className={styles.facts}>
        <Line name={t("proof.log.size")}>
          {t("proof.log.entries", { size: state.size, unsigned: state.unsigned })}
        </Line>
        {newest && (
          <Line name={t("proof.log.signed")}>
            {t("proof.log.at", { size: newest.size, at: moment(new Date(newest.until)) })}
          </Line>
        )}
        <Line name={t("proof.key")}>
          <code>{state.fingerprint}</code>
        </Line>
      </dl>
      <h3>{t("proof.epochs")}</h3>
      <ul className={styles.steps}>
        {epochs.map((each) => (
          <li key={each.epoch}>
            {t("proof.epoch", {
              epoch: each.epoch,
              from: moment(new Date(each.since)),
              to: moment(new Date(each.until)),
              size: each.size,
              key: each.by_this_key ? "ours" : "other",
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
