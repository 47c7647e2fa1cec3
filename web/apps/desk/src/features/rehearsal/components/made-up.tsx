import { useSpeech } from "@gongdan/i18n/react";
import { Mark } from "@gongdan/ui/mark";
import { type ReactNode, useId } from "react";
import styles from "./rehearsal.module.css";

/** A reply that whoever tries the draft makes up; nothing is sent. */
export function MadeUp({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <section className={styles.reply} aria-labelledby={id}>
      <div className={styles.acts}>
        <h3 id={id} className={styles.asked}>
          {title}
        </h3>
        <Mark tone="info">{t("rehearsal.made.up")}</Mark>
      </div>
      <p className={styles.quiet}>{t("rehearsal.made.up.detail")}</p>
      {children}
    </section>
  );
}
