import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Note } from "@gongdan/ui/note";
import { type ReactNode, useEffect, useRef } from "react";
import { lastTenant } from "../model/last-tenant";
import styles from "./log-in-page.module.css";
import { LogInForm } from "./log-in-form";

interface Props {
  /** Whose session ended. */
  readonly reader: Me;
  readonly corner: ReactNode;
}

/**
 * The door before a page that stays where it is, covered, with all that was typed into it: whose session ended
 * goes on there. The top layer hides what was left open, whatever floats above the page.
 */
export function DoorAgain({ reader, corner }: Props) {
  const { t } = useSpeech();
  const door = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    door.current?.showModal();
    door.current?.querySelector<HTMLInputElement>("input[type=password]")?.focus();
  }, []);
  return (
    <dialog ref={door} className={styles.again} aria-label={t("login.title")} onClose={() => door.current?.showModal()}>
      <div className={styles.page}>
        <section className={styles.card}>
          <Note tone="info" title={t("login.ended")} />
          <LogInForm tenant={lastTenant()} login={reader.login} />
        </section>
        <footer className={styles.corner}>{corner}</footer>
      </div>
    </dialog>
  );
}
