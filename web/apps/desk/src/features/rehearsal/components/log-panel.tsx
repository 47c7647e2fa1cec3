import { useSpeech } from "@gongdan/i18n/react";
import { Mark } from "@gongdan/ui/mark";
import { Panel } from "@gongdan/ui/panel";
import type { Rehearsal } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

/** What has happened, in sentences, the newest first; what the last act came to stands out. */
export function LogPanel({ seen }: { readonly seen: Rehearsal }) {
  const { t, moment } = useSpeech();
  const lines = seen.log.map((line, place) => ({ ...line, place })).reverse();
  return (
    <Panel title={t("rehearsal.log")}>
      <ol className={styles.log}>
        {lines.map(({ place, text, fresh, made_up, at }) => (
          <li key={place} data-fresh={fresh}>
            <span>
              {made_up && <Mark tone="info">{t("rehearsal.made.up")}</Mark>} {text}
            </span>
            <time className={styles.quiet} dateTime={at}>
              {moment(new Date(at))}
            </time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
